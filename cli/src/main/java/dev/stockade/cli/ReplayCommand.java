package dev.stockade.cli;

import dev.stockade.core.StrategyName;
import dev.stockade.lab.Mistake;
import dev.stockade.lab.arena.Arena;
import dev.stockade.lab.arena.Contender;
import dev.stockade.lab.arena.ServedArena;
import dev.stockade.lab.database.Database;
import dev.stockade.lab.http.ServerUrl;
import dev.stockade.lab.redis.RedisOnDemand;
import dev.stockade.lab.replay.Pace;
import dev.stockade.lab.replay.Replay;
import dev.stockade.lab.replay.ReplayReport;
import dev.stockade.lab.replay.ReplaySetup;
import dev.stockade.lab.report.Screen;
import dev.stockade.lab.trace.Sale;
import dev.stockade.lab.trace.Trace;
import dev.stockade.lab.trace.Window;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "replay",
    header = "Sell a supply to the buyers of a real trace.",
    description = {
      "Each row of the file places a bid and accepts it, from many callers at once, in the trace's own rhythm. A checker"
          + " judges what each caller was told, an audit judges the tables.",
      "",
      "A trace has winners only. With a supply below the number of rows some are sold out: the model refuses them, the"
          + " market did not.",
      "",
      "Works in a schema of its own, stockade_replay_…, and drops it; with --server in a new collection of that server,"
          + " which stays."
    },
    exitCodeList = {
      "0:every promise was kept",
      "1:one was broken",
      "2:a wrong option or file, no row in the window, or with --strict a bad row",
      "69:no database or no server, or it does not let us in"
    })
final class ReplayCommand implements Callable<Integer> {
  /// The day on which MoonCatRescue was found again and sold out.
  private static final Window DROP = Window.day(LocalDate.of(2021, 3, 13));

  private static final String DEFAULT_STRATEGY = "row-lock";

  private static final int MOST_BAD_ROWS = 1_000;

  @Parameters(
      paramLabel = "FILE",
      description = {
        "CSV with the columns timestamp,item,price_eth,seller,buyer.",
        "A timestamp is like 2021-03-13 18:30:00 UTC; a price has up to 6 decimals, or is empty where none was recorded,"
            + " which counts as 0; a buyer has 1 to 200 characters."
      })
  private Path file = Path.of("");

  @Option(
      names = "--supply",
      paramLabel = "N",
      description = "Units there are. Default: one for each row.")
  private @Nullable Integer supply;

  @Option(
      names = "--from",
      paramLabel = "TIME",
      description =
          "First moment of the window: a date, which is its midnight (UTC), or a moment like 2021-03-13T18:30:00Z.")
  private @Nullable String from;

  @Option(
      names = "--to",
      paramLabel = "TIME",
      description = {
        "First moment behind the window, in the same forms: --to 2021-03-14 ends with the 13th.",
        "Default without both: 2021-03-13, the day of the drop. With one: as far as the file goes."
      })
  private @Nullable String to;

  @Option(
      names = "--speed",
      paramLabel = "X",
      defaultValue = "3600",
      description =
          "Seconds of the trace in one second, or max: as fast as possible. Default: ${DEFAULT-VALUE}, a day in 24 s.")
  private String speed = "";

  @Option(
      names = "--strategy",
      paramLabel = "NAME",
      completionCandidates = StrategyNames.class,
      description =
          "Of ${COMPLETION-CANDIDATES}. Default: row-lock; with --server the server's. A server knows neither naive nor mixed.")
  private @Nullable String strategy;

  @Option(
      names = "--crowd",
      paramLabel = "N",
      defaultValue = "0",
      description = {
        "Modelled callers for each row, who want the same unit at the same moment, 0 to 100.",
        "They are no part of the trace, and the report says so. Default: ${DEFAULT-VALUE}."
      })
  private int crowd;

  @Option(
      names = "--server",
      paramLabel = "URL",
      description = {
        "A server, http://host:port: everything goes over HTTP, as its clients do. The checker judges what it answers.",
        "With --database, which must be the server's, an audit judges the tables too."
      })
  private @Nullable String server;

  @Option(
      names = "--strict",
      description =
          "Where the file has a bad row, end before anything is written. Default: tell it and skip it.")
  private boolean strict;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "Seed of the bids' ids. Default: a random one.")
  private @Nullable Long seed;

  @Option(names = "--json", description = "Print one JSON object instead of the report.")
  private boolean json;

  @Mixin private DatabaseOptions database;

  @Mixin private RedisOptions redis;

  private final Console console;

  ReplayCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws InterruptedException {
    Optional<URI> url = Optional.ofNullable(server).map(ServerUrl::parse);
    Optional<Contender> contender = Optional.ofNullable(strategy).map(Contender::named);
    Optional<StrategyName> onServer =
        url.isPresent() ? contender.map(Contender::onServer) : Optional.empty();
    Pace pace = Pace.parse(speed);
    Window window = window();
    Trace trace = Trace.read(file);
    tellBadRows(trace);
    List<Sale> sales = sales(trace, window);
    var setup =
        new ReplaySetup(
            sales,
            trace.badRows().size(),
            supply == null ? sales.size() : supply,
            pace,
            crowd,
            seed == null ? ThreadLocalRandom.current().nextLong(1, 1_000_000) : seed);
    var screen = new Screen(console.err(), console.live());
    ReplayReport report =
        url.isPresent()
            ? overHttp(url.get(), onServer, setup, screen)
            : onDatabase(
                contender.orElseGet(() -> Contender.named(DEFAULT_STRATEGY)), setup, screen);
    if (json) {
      console.out().println(Json.write(report.json()));
    } else {
      report.lines().forEach(console.out()::println);
    }
    return report.isClean() ? Exit.WELL : Exit.VIOLATION;
  }

  private ReplayReport onDatabase(Contender contender, ReplaySetup setup, Screen screen)
      throws InterruptedException {
    try (Database opened = database.open(screen);
        RedisOnDemand onDemand = redis.onDemand(screen)) {
      Contender ready = contender.with(onDemand);
      return new Replay(setup, supply -> Arena.open(opened, ready, "replay", supply), screen).run();
    }
  }

  private ReplayReport overHttp(
      URI url, Optional<StrategyName> strategy, ReplaySetup setup, Screen screen)
      throws InterruptedException {
    Optional<Database> audited =
        database.isGiven() ? database.url().map(Database::given) : Optional.empty();
    return new Replay(setup, supply -> ServedArena.open(url, audited, strategy, supply), screen)
        .run();
  }

  private Window window() {
    if (from == null && to == null) {
      return DROP;
    }
    Instant first = from == null ? Window.ALWAYS.from() : moment("--from", from);
    Instant end = to == null ? Window.ALWAYS.to() : moment("--to", to);
    if (!first.isBefore(end)) {
      throw new Mistake("--from must be before --to");
    }
    return new Window(first, end);
  }

  private static Instant moment(String option, String text) {
    try {
      return Window.moment(text);
    } catch (IllegalArgumentException e) {
      throw new Mistake(option + ": " + e.getMessage(), e);
    }
  }

  private void tellBadRows(Trace trace) {
    int badRows = trace.badRows().size();
    trace.badRows().stream()
        .limit(MOST_BAD_ROWS)
        .forEach(row -> console.err().println(file + ": " + row));
    if (badRows > MOST_BAD_ROWS) {
      console.err().println("%s: and %,d more".formatted(file, badRows - MOST_BAD_ROWS));
    }
    if (strict && badRows > 0) {
      throw new Mistake(
          "%s has %,d bad row%s, and --strict allows none; nothing was written"
              .formatted(file, badRows, badRows == 1 ? "" : "s"));
    }
  }

  private List<Sale> sales(Trace trace, Window window) {
    List<Sale> sales = trace.within(window);
    if (!sales.isEmpty()) {
      return sales;
    }
    if (trace.sales().isEmpty()) {
      throw new Mistake("%s has no row that can be replayed".formatted(file));
    }
    throw new Mistake(
        "%s has no row in the window; its rows are from %s to %s: choose with --from and --to"
            .formatted(file, trace.sales().getFirst().at(), trace.sales().getLast().at()));
  }
}
