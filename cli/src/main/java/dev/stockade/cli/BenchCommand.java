package dev.stockade.cli;

import dev.stockade.lab.Mistake;
import dev.stockade.lab.bench.Bars;
import dev.stockade.lab.bench.Bench;
import dev.stockade.lab.bench.BenchReport;
import dev.stockade.lab.bench.BenchSetup;
import dev.stockade.lab.bench.Cell;
import dev.stockade.lab.bench.Menu;
import dev.stockade.lab.bench.ground.Scenario;
import dev.stockade.lab.bench.ground.Site;
import dev.stockade.lab.bench.page.Page;
import dev.stockade.lab.bench.party.Parties;
import dev.stockade.lab.bench.party.Party;
import dev.stockade.lab.bench.study.Study;
import dev.stockade.lab.database.Database;
import dev.stockade.lab.redis.RedisOnDemand;
import dev.stockade.lab.report.Screen;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
    name = "bench",
    header = "Measure what is accepted per second, and how long callers wait.",
    description = {
      "Strategies of Stockade, with and without group commit, and what one would write instead, on"
          + " the same tables, in one run and interleaved. Every run is judged by the audit; what"
          + " was not verified prints no number.",
      "",
      "Without a choice: every party with 100 and 1,000 callers, those that matter most with 1, 16 and 4,000, on 10,000"
          + " collections, and where all is sold out: within 45 minutes.",
      "",
      "Works in a schema of its own, stockade_bench_…, and drops it."
    },
    exitCodeList = {
      "0:measured and verified",
      "1:a run was not verified, or a bar that was asked for is not held",
      "2:a wrong option, or a database that may lose commits",
      "69:no database or no Redis, or it does not let us in"
    })
final class BenchCommand implements Callable<Integer> {
  private static final List<Integer> CALLERS = List.of(1, 16, 100, 1_000, 4_000);
  private static final double WARM_UP = 2;
  private static final double MEASURED = 5;

  @Option(
      names = "--scenario",
      split = ",",
      hideParamSyntax = true,
      paramLabel = "NAME",
      description = "Of hot, zipf, refuse; several with commas. Default: hot.")
  private List<String> scenarios = List.of();

  @Option(
      names = "--party",
      split = ",",
      hideParamSyntax = true,
      paramLabel = "NAME",
      description = "Who is measured; several with commas. Default: all.")
  private List<String> parties = List.of();

  @Option(
      names = "--callers",
      split = ",",
      hideParamSyntax = true,
      paramLabel = "N",
      description = "Callers at once; several with commas. Default: 1,16,100,1000,4000.")
  private List<Integer> callers = List.of();

  @Option(
      names = "--quick",
      description =
          "Eight parties with 100 and 1,000 callers, three short runs each: within 6 minutes.")
  private boolean quick;

  @Option(
      names = "--bars",
      arity = "0..1",
      split = ",",
      fallbackValue = "all",
      hideParamSyntax = true,
      paramLabel = "[=NAME]",
      description =
          "Measure what the bars need, or those that are named, and say which are held; instead of"
              + " scenarios, parties and callers.")
  private List<String> bars = List.of();

  @Option(
      names = "--collections",
      paramLabel = "N",
      description = "Collections of the scenario zipf, which is measured then. Default: 10000.")
  private @Nullable Integer collections;

  @Option(
      names = "--skew",
      paramLabel = "S",
      description = "Exponent of Zipf's law in it. Default: 0.99.")
  private @Nullable Double skew;

  @Option(
      names = "--runs",
      paramLabel = "N",
      defaultValue = "3",
      description = "Runs of each cell. Default: ${DEFAULT-VALUE}.")
  private int runs;

  @Option(
      names = "--warm-up",
      paramLabel = "SECONDS",
      description = "Before each run is measured. Default: 2, with --quick 1.")
  private @Nullable Double warmUp;

  @Option(
      names = "--measured",
      paramLabel = "SECONDS",
      description = "Of each run. Default: 5, with --quick 2.")
  private @Nullable Double measured;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "Seed of the bids and of the order of the runs. Default: a random one.")
  private @Nullable Long seed;

  @Option(
      names = "--allow-unsafe",
      description = "Measure a database with fsync or synchronous_commit off too, and mark it.")
  private boolean unsafe;

  @Option(names = "--json", description = "Print one JSON object instead of the report.")
  private boolean json;

  @Option(
      names = "--html",
      paramLabel = "FILE",
      description = "Write the report as one page with charts too.")
  private @Nullable Path html;

  @Spec private CommandSpec spec;

  @Mixin private BenchTopics topics;

  @Mixin private DatabaseOptions database;

  @Mixin private RedisOptions redis;

  private final Console console;

  BenchCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws InterruptedException {
    BenchSetup setup = setup();
    Optional<ReportFile> page = Optional.ofNullable(html).map(ReportFile::at);
    var screen = new Screen(console.err(), console.live());
    BenchReport report;
    try (Database opened = database.open(screen);
        RedisOnDemand onDemand = redis.onDemand(screen)) {
      report =
          new Bench(setup, new Site(opened, onDemand, new BenchHost(screen)), screen).run(unsafe);
    }
    List<String> arguments = spec.commandLine().getParseResult().originalArgs();
    BenchReport.Json figures = report.json();
    page.ifPresent(
        it -> it.write(Page.of(figures, Repetition.of("bench", arguments, figures.seed()))));
    if (json) {
      console.out().println(Json.write(figures));
    } else {
      report.lines().forEach(console.out()::println);
    }
    boolean asked = topics.any() || !bars.isEmpty();
    return report.isClean() && (report.holdsBars() || !asked) ? Exit.WELL : Exit.VIOLATION;
  }

  private BenchSetup setup() {
    var pace =
        new BenchSetup.Pace(
            runs, seconds(warmUp, quick ? 1 : WARM_UP), seconds(measured, quick ? 2 : MEASURED));
    List<String> asked = Bars.named(asked());
    List<Cell> cells = cells(asked);
    return new BenchSetup(
        cells,
        Optional.of(asked).filter(names -> !names.isEmpty()),
        studies(cells),
        pace,
        seed == null ? ThreadLocalRandom.current().nextLong(1, 1_000_000) : seed);
  }

  /// The bars that were asked for by name or by what they are about.
  private List<String> asked() {
    if (topics.any() && !bars.isEmpty()) {
      throw new Mistake(BenchTopics.ALONE);
    }
    return Stream.concat(bars.stream(), topics.bars().stream()).toList();
  }

  /// The hand-written row lock is checked by pgbench wherever it is measured at leisure.
  private List<Study> studies(List<Cell> cells) {
    var studies = new ArrayList<>(topics.studies());
    if (!quick && cells.stream().anyMatch(Cell::isHandWrittenRowLock)) {
      studies.add(Study.PGBENCH);
    }
    return studies;
  }

  private List<Cell> cells(List<String> asked) {
    boolean many = collections != null || skew != null;
    boolean chosen = !scenarios.isEmpty() || !parties.isEmpty() || !callers.isEmpty() || many;
    if (quick && chosen) {
      throw new Mistake("--quick says what is measured: leave it out, or the rest");
    }
    if (topics.any() && (chosen || quick)) {
      throw new Mistake(BenchTopics.ALONE);
    }
    if (!asked.isEmpty() || topics.any()) {
      var cells = new LinkedHashSet<>(Bars.cells(asked));
      cells.addAll(topics.cells());
      return List.copyOf(cells);
    }
    if (!chosen) {
      return quick ? Menu.quick() : Menu.full(zipf());
    }
    List<String> names = scenarios.isEmpty() ? List.of(many ? "zipf" : "hot") : scenarios;
    return Cell.all(
        names.stream().map(this::scenario).toList(),
        parties(),
        callers.isEmpty() ? CALLERS : callers);
  }

  private Scenario zipf() {
    return Scenario.zipf(
        collections == null ? Scenario.ZIPF.collections() : collections,
        skew == null ? Scenario.ZIPF.skew() : skew);
  }

  private Scenario scenario(String name) {
    return switch (name) {
      case "hot" -> Scenario.HOT;
      case "zipf" -> zipf();
      case "refuse" -> Scenario.REFUSE;
      default ->
          throw new Mistake("unknown scenario '%s': there are hot, zipf, refuse".formatted(name));
    };
  }

  private List<Party> parties() {
    return parties.isEmpty()
        ? Parties.ALL
        : parties.stream().flatMap(name -> Parties.named(name).stream()).distinct().toList();
  }

  private static Duration seconds(@Nullable Double given, double otherwise) {
    return Duration.ofMillis(Math.round((given == null ? otherwise : given) * 1000));
  }
}
