package dev.stockade.cli;

import dev.stockade.lab.Mistake;
import dev.stockade.lab.arena.Contender;
import dev.stockade.lab.database.Database;
import dev.stockade.lab.replay.Pace;
import dev.stockade.lab.replay.Replay;
import dev.stockade.lab.replay.ReplayReport;
import dev.stockade.lab.replay.ReplaySetup;
import dev.stockade.lab.report.Screen;
import dev.stockade.lab.trace.Sale;
import dev.stockade.lab.trace.Trace;
import dev.stockade.lab.trace.Window;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
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
      "Works in a schema of its own, stockade_replay_…, and drops it."
    },
    exitCodeList = {
      "0:every promise was kept",
      "1:one was broken",
      "2:a wrong option or file, no row in the window, or with --strict a bad row",
      "69:no database, or it does not let us in"
    })
final class ReplayCommand implements Callable<Integer> {
  /// The day on which MoonCatRescue was found again and sold out.
  private static final Window DROP = Window.day(LocalDate.of(2021, 3, 13));

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
      defaultValue = "row-lock",
      completionCandidates = StrategyNames.class,
      description = "Of ${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
  private String strategy = "";

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

  private final Console console;

  ReplayCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws InterruptedException {
    Contender contender = Contender.named(strategy);
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
            contender,
            seed == null ? ThreadLocalRandom.current().nextLong(1, 1_000_000) : seed);
    var screen = new Screen(console.err(), console.live());
    ReplayReport report;
    try (Database opened = database.open(screen)) {
      report = new Replay(setup, opened, screen).run();
    }
    if (json) {
      console.out().println(Json.write(report.json()));
    } else {
      report.lines().forEach(console.out()::println);
    }
    return report.isClean() ? Exit.WELL : Exit.VIOLATION;
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
