package dev.stockade.cli;

import dev.stockade.core.StrategyName;
import dev.stockade.engine.Strategies;
import dev.stockade.lab.Mistake;
import dev.stockade.lab.campaign.Campaign;
import dev.stockade.lab.campaign.CampaignReport;
import dev.stockade.lab.campaign.CampaignSetup;
import dev.stockade.lab.campaign.CampaignSetup.End;
import dev.stockade.lab.campaign.CampaignSetup.Place;
import dev.stockade.lab.campaign.fault.Fault;
import dev.stockade.lab.campaign.fault.Schedule;
import dev.stockade.lab.campaign.site.Launch;
import dev.stockade.lab.report.Screen;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
    name = "campaign",
    header = "Break everything while it is used, and judge what comes of it.",
    description = {
      "Callers place bids and accept them over HTTP, while servers and PostgreSQL are killed, paused, cut off and"
          + " restarted at random moments, which a seed makes. After each round the audit, the checker, a search"
          + " through small histories and the database itself say whether every promise was kept.",
      "",
      "It brings a PostgreSQL and servers of its own, in a directory of its own, which is gone afterwards. Where"
          + " something was found it stays, with the history as JSON lines."
    },
    exitCodeList = {
      "0:every promise was kept",
      "1:one was broken",
      "2:a wrong option",
      "69:PostgreSQL cannot be started"
    })
final class CampaignCommand implements Callable<Integer> {
  private static final int DEFAULT_SECONDS = 60;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "Seed of what is asked, and of what is broken when. Default: a random one.")
  private @Nullable Long seed;

  @Option(
      names = "--seconds",
      paramLabel = "N",
      description = "Begin rounds for so long. Default: 60.")
  private @Nullable Integer seconds;

  @Option(names = "--rounds", paramLabel = "N", description = "So many rounds instead.")
  private @Nullable Integer rounds;

  @Option(
      names = "--strikes",
      paramLabel = "N",
      description = "Rounds until each fault has happened so often, instead.")
  private @Nullable Integer strikes;

  @Option(
      names = "--servers",
      paramLabel = "N",
      defaultValue = "2",
      description = "Servers, 1 or 2. Default: ${DEFAULT-VALUE}.")
  private int servers;

  @Option(
      names = "--embedded",
      description =
          "One server with the PostgreSQL that comes with it, as `serve --data` runs it, and nothing between them.")
  private boolean embedded;

  @Option(
      names = "--strategy",
      split = ",",
      hideParamSyntax = true,
      paramLabel = "NAME",
      description = "Strategies of the collections, with commas. Default: all there are.")
  private List<String> strategies = List.of();

  @Option(
      names = "--only",
      split = ",",
      hideParamSyntax = true,
      paramLabel = "FAULT",
      description =
          "Of all that can be done, only this, with commas: kill-serve, sigterm, pause-serve, kill-postgres,"
              + " restart-postgres, pause-postgres, kill-session, kill-all; and without --embedded kill-deciding,"
              + " reset-lines,"
              + " silence-lines, slow-lines, refuse-lines, cut-before, cut-commit, cut-and-away, hold-commit, kill-worker,"
              + " pause-worker, flush-redis, restart-redis, redeliver.")
  private List<String> only = List.of();

  @Option(names = "--json", description = "Print one JSON object instead of the report.")
  private boolean json;

  private final Console console;
  private final Class<?> program;

  /// @param program whose main method takes the words of a command line, as its servers need them
  CampaignCommand(Console console, Class<?> program) {
    this.console = console;
    this.program = program;
  }

  @Override
  public Integer call() throws InterruptedException {
    var screen = new Screen(console.err(), console.live());
    CampaignReport report = new Campaign(setup(), Launch.of(program), screen).run();
    if (json) {
      console.out().println(Json.write(report.json()));
    } else {
      report.lines().forEach(console.out()::println);
    }
    return report.isClean() ? Exit.WELL : Exit.VIOLATION;
  }

  private CampaignSetup setup() {
    List<Fault> all = embedded ? Fault.ofServers() : Fault.all();
    return new CampaignSetup(
        seed == null ? ThreadLocalRandom.current().nextLong(1, 1_000_000) : seed,
        end(),
        embedded ? new Place.Embedded() : new Place.Proxied(servers),
        strategies.isEmpty()
            ? Strategies.NAMES
            : strategies.stream().map(CampaignCommand::strategy).distinct().toList(),
        only.isEmpty() ? all : only.stream().map(Fault::named).distinct().toList(),
        Schedule.Size.FULL,
        CampaignSetup.RECOVERY);
  }

  private End end() {
    if (Stream.of(seconds, rounds, strikes).filter(it -> it != null).count() > 1) {
      throw new Mistake("of --seconds, --rounds and --strikes, give one");
    }
    if (rounds != null) {
      return new End.Rounds(rounds);
    }
    if (strikes != null) {
      return new End.Strikes(strikes);
    }
    return new End.Seconds(seconds == null ? DEFAULT_SECONDS : seconds);
  }

  private static StrategyName strategy(String name) {
    return Strategies.NAMES.stream()
        .filter(it -> it.value().equals(name))
        .findFirst()
        .orElseThrow(
            () -> new Mistake("unknown strategy '%s': there are %s".formatted(name, strategies())));
  }

  private static String strategies() {
    return Strategies.NAMES.stream().map(StrategyName::value).collect(Collectors.joining(", "));
  }
}
