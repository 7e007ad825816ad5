package dev.stockade.cli;

import dev.stockade.lab.Mistake;
import dev.stockade.lab.bench.Bars;
import dev.stockade.lab.bench.Bench;
import dev.stockade.lab.bench.BenchReport;
import dev.stockade.lab.bench.BenchSetup;
import dev.stockade.lab.bench.Cell;
import dev.stockade.lab.bench.ground.Scenario;
import dev.stockade.lab.bench.ground.Site;
import dev.stockade.lab.bench.party.Parties;
import dev.stockade.lab.bench.party.Party;
import dev.stockade.lab.database.Database;
import dev.stockade.lab.redis.RedisOnDemand;
import dev.stockade.lab.report.Screen;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "bench",
    header = "Measure what is accepted per second, and how long callers wait.",
    description = {
      "Strategies of Stockade, with and without group commit, and what one would write instead, on"
          + " the same tables, in one run and interleaved. Every run is judged by the audit; what"
          + " was not verified prints no number.",
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
  @Option(
      names = "--scenario",
      split = ",",
      hideParamSyntax = true,
      paramLabel = "NAME",
      defaultValue = "hot",
      description = "Of hot, zipf, refuse; several with commas. Default: ${DEFAULT-VALUE}.")
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
      defaultValue = "1,16,100,1000,4000",
      description = "Callers at once; several with commas. Default: ${DEFAULT-VALUE}.")
  private List<Integer> callers = List.of();

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
      defaultValue = "10000",
      description = "Collections of the scenario zipf. Default: ${DEFAULT-VALUE}.")
  private int collections;

  @Option(
      names = "--skew",
      paramLabel = "S",
      defaultValue = "0.99",
      description = "Exponent of Zipf's law. Default: ${DEFAULT-VALUE}.")
  private double skew;

  @Option(
      names = "--runs",
      paramLabel = "N",
      defaultValue = "3",
      description = "Runs of each cell. Default: ${DEFAULT-VALUE}.")
  private int runs;

  @Option(
      names = "--warm-up",
      paramLabel = "SECONDS",
      defaultValue = "2",
      description = "Before each run is measured. Default: ${DEFAULT-VALUE}.")
  private double warmUp;

  @Option(
      names = "--measured",
      paramLabel = "SECONDS",
      defaultValue = "5",
      description = "Of each run. Default: ${DEFAULT-VALUE}.")
  private double measured;

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

  @Mixin private DatabaseOptions database;

  @Mixin private RedisOptions redis;

  private final Console console;

  BenchCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws InterruptedException {
    var pace = new BenchSetup.Pace(runs, seconds(warmUp), seconds(measured));
    List<String> asked = Bars.named(bars);
    var setup =
        new BenchSetup(
            asked.isEmpty() ? cells() : Bars.cells(asked),
            asked,
            pace,
            seed == null ? ThreadLocalRandom.current().nextLong(1, 1_000_000) : seed);
    var screen = new Screen(console.err(), console.live());
    BenchReport report;
    try (Database opened = database.open(screen);
        RedisOnDemand onDemand = redis.onDemand(screen)) {
      report = new Bench(setup, new Site(opened, onDemand), screen).run(unsafe);
    }
    if (json) {
      console.out().println(Json.write(report.json()));
    } else {
      report.lines().forEach(console.out()::println);
    }
    return report.isClean() && report.holdsBars() ? Exit.WELL : Exit.VIOLATION;
  }

  private List<Cell> cells() {
    return Cell.all(scenarios.stream().map(this::scenario).toList(), parties(), callers);
  }

  private Scenario scenario(String name) {
    return switch (name) {
      case "hot" -> Scenario.HOT;
      case "zipf" -> Scenario.zipf(collections, skew);
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

  private static Duration seconds(double seconds) {
    return Duration.ofMillis(Math.round(seconds * 1000));
  }
}
