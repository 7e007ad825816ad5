package dev.stockade.cli;

import dev.stockade.lab.advise.AdviceReport;
import dev.stockade.lab.bench.Bench;
import dev.stockade.lab.bench.BenchReport;
import dev.stockade.lab.bench.BenchSetup;
import dev.stockade.lab.bench.Cell;
import dev.stockade.lab.bench.ground.Scenario;
import dev.stockade.lab.bench.ground.Site;
import dev.stockade.lab.bench.http.Host;
import dev.stockade.lab.bench.party.Parties;
import dev.stockade.lab.bench.party.Party;
import dev.stockade.lab.database.Database;
import dev.stockade.lab.redis.RedisOnDemand;
import dev.stockade.lab.report.Screen;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "advise",
    header = "Say which strategy to use for how many callers on this database.",
    description = {
      "Measures the strategies with group commit on one collection that everybody wants, as bench does, at several"
          + " numbers of callers. Says which to use below which, whether the folklore of 100 and 1,000 callers is"
          + " right here, and writes the thresholds that the strategy auto reads.",
      "",
      "Works in a schema of its own, stockade_bench_…, and drops it."
    },
    exitCodeList = {
      "0:measured and verified",
      "1:a run was not verified",
      "2:a wrong option, or a database that may lose commits",
      "69:no database or no Redis, or it does not let us in"
    })
final class AdviseCommand implements Callable<Integer> {
  @Option(
      names = "--callers",
      split = ",",
      hideParamSyntax = true,
      paramLabel = "N",
      defaultValue = "1,10,100,300,1000,3000",
      description = "Callers at once; several with commas. Default: ${DEFAULT-VALUE}.")
  private List<Integer> callers = List.of();

  @Option(
      names = "--runs",
      paramLabel = "N",
      defaultValue = "3",
      description = "Runs of each strategy with each number. Default: ${DEFAULT-VALUE}.")
  private int runs;

  @Option(
      names = "--warm-up",
      paramLabel = "SECONDS",
      defaultValue = "1",
      description = "Before each run is measured. Default: ${DEFAULT-VALUE}.")
  private double warmUp;

  @Option(
      names = "--measured",
      paramLabel = "SECONDS",
      defaultValue = "2",
      description = "Of each run. Default: ${DEFAULT-VALUE}.")
  private double measured;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "Seed of the bids and of the order of the runs. Default: a random one.")
  private @Nullable Long seed;

  @Option(
      names = "--write",
      paramLabel = "FILE",
      description = "Write the thresholds as settings, for serve --config FILE.")
  private @Nullable Path write;

  @Option(
      names = "--allow-unsafe",
      description = "Measure a database with fsync or synchronous_commit off too, and mark it.")
  private boolean unsafe;

  @Option(names = "--json", description = "Print one JSON object instead of the report.")
  private boolean json;

  @Mixin private DatabaseOptions database;

  @Mixin private RedisOptions redis;

  private final Console console;

  AdviseCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws InterruptedException {
    BenchSetup setup = setup();
    Optional<ReportFile> file = Optional.ofNullable(write).map(ReportFile::at);
    var screen = new Screen(console.err(), console.live());
    BenchReport figures;
    try (Database opened = database.open(screen);
        RedisOnDemand onDemand = redis.onDemand(screen)) {
      figures = new Bench(setup, new Site(opened, onDemand, Host.NONE), screen).run(unsafe);
    }
    var report = new AdviceReport(figures);
    file.ifPresent(it -> it.write(report.advice().properties()));
    if (json) {
      console.out().println(Json.write(report.json()));
    } else {
      report.lines().forEach(console.out()::println);
    }
    return figures.isClean() ? Exit.WELL : Exit.VIOLATION;
  }

  private BenchSetup setup() {
    List<Party> strategies =
        Parties.ALL.stream()
            .filter(it -> it.kind() == Party.Kind.STRATEGY && it.groupCommit())
            .toList();
    return new BenchSetup(
        Cell.all(List.of(Scenario.HOT), strategies, callers),
        Optional.of(List.of()),
        List.of(),
        new BenchSetup.Pace(runs, seconds(warmUp), seconds(measured)),
        seed == null ? ThreadLocalRandom.current().nextLong(1, 1_000_000) : seed);
  }

  private static Duration seconds(double seconds) {
    return Duration.ofMillis(Math.round(seconds * 1000));
  }
}
