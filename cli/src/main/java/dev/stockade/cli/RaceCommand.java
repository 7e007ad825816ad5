package dev.stockade.cli;

import dev.stockade.core.RateLimit;
import dev.stockade.lab.Mistake;
import dev.stockade.lab.arena.Contender;
import dev.stockade.lab.database.Database;
import dev.stockade.lab.race.Race;
import dev.stockade.lab.race.RaceReport;
import dev.stockade.lab.race.RaceSetup;
import dev.stockade.lab.redis.RedisOnDemand;
import dev.stockade.lab.report.Screen;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "race",
    header = "Let many callers want the same few units at the same moment.",
    description = {
      "Naive code, which reads the stock, decides and writes, sells units that do not exist. Then the strategies of"
          + " Stockade sell the same stock to the same callers. A checker judges what each caller was told, an audit"
          + " judges the tables.",
      "",
      "Works in a schema of its own, stockade_race_…, and drops it."
    },
    exitCodeList = {
      "0:every strategy but naive kept its promises",
      "1:a strategy other than naive broke one",
      "2:a wrong option",
      "69:no database or no Redis, or it does not let us in"
    })
final class RaceCommand implements Callable<Integer> {
  @Option(
      names = "--stock",
      paramLabel = "N",
      defaultValue = "100",
      description = "Units there are. Default: ${DEFAULT-VALUE}.")
  private int stock;

  @Option(
      names = "--callers",
      paramLabel = "N",
      defaultValue = "1000",
      description = "Callers, each with a bid of its own for one unit. Default: ${DEFAULT-VALUE}.")
  private int callers;

  @Option(
      names = "--strategy",
      split = ",",
      hideParamSyntax = true,
      paramLabel = "NAME",
      completionCandidates = StrategyNames.class,
      description = {
        "Of ${COMPLETION-CANDIDATES}; several with commas. Default: naive and every strategy.",
        "auto: the engine chooses. mixed: all strategies at once on the same collection."
      })
  private List<String> strategies = List.of();

  @Option(
      names = "--rate",
      paramLabel = "LIMIT",
      description = {
        "Rate limit of the collection, as 1/s, 100/10s or 5/min burst 20. Default: none.",
        "Whom it refuses is told so, and does not ask again. naive has no limiter."
      })
  private @Nullable String rate;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "Seed of the bids' ids and of the order of the callers. Default: a random one.")
  private @Nullable Long seed;

  @Option(names = "--json", description = "Print one JSON object instead of the report.")
  private boolean json;

  @Mixin private DatabaseOptions database;

  @Mixin private RedisOptions redis;

  private final Console console;

  RaceCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws InterruptedException {
    var given =
        new RaceSetup(
            stock,
            callers,
            contenders(),
            seed == null ? ThreadLocalRandom.current().nextLong(1, 1_000_000) : seed);
    var screen = new Screen(console.err(), console.live());
    RaceReport report;
    try (Database opened = database.open(screen);
        RedisOnDemand onDemand = redis.onDemand(screen)) {
      report = new Race(given.with(onDemand), opened, screen).run();
    }
    if (json) {
      console.out().println(Json.write(report.json()));
    } else {
      report.lines().forEach(console.out()::println);
    }
    return report.isClean() ? Exit.WELL : Exit.VIOLATION;
  }

  private List<Contender> contenders() {
    List<Contender> named =
        strategies.isEmpty()
            ? Contender.NAIVE_AND_STRATEGIES
            : strategies.stream().map(Contender::named).toList();
    if (rate == null) {
      return named;
    }
    RateLimit limit = limit(rate);
    return named.stream()
        .filter(contender -> !strategies.isEmpty() || !contender.isNaive())
        .map(contender -> contender.limitedTo(limit))
        .toList();
  }

  private static RateLimit limit(String text) {
    try {
      return RateLimit.parse(text);
    } catch (IllegalArgumentException e) {
      throw new Mistake("--rate: " + e.getMessage(), e);
    }
  }
}
