package dev.stockade.proof.history;

import dev.stockade.core.Assignment;
import dev.stockade.core.Bid;
import dev.stockade.core.CollectionId;
import dev.stockade.core.CollectionState;
import dev.stockade.core.Event;
import dev.stockade.core.StrategyName;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/// A [History] as JSON lines in UTF-8: one JSON object a line, each with one field whose name says
/// what the line is.
///
/// ```
/// {"Head":{"format":1,"brokenConnections":false}}                                   first line, once
/// {"Opened":{"collection":"default/<uuid>","supply":2,
///            "strategy":"row-lock","mode":"PINNED"}}                                a collection, before any call
/// {"Placed":{"bid":{"id":"<uuid>","collection":"default/<uuid>","bidder":"ann",
///            "quantity":1,"price":{"amount":100,"currency":"EUR"}},"by":12}}        a bid, there from `by` on
/// {"Called":{"caller":7,"start":20,"end":95,
///            "command":{"Accept":{"collection":"default/<uuid>","bid":"<uuid>"}},
///            "outcome":{"SoldOut":{}}}}                                             a call and its answer
/// {"Ended":{"row":{"id":"default/<uuid>","supply":2, ...}}}                         the row of a collection, at the end
/// {"Logged":{"collection":"default/<uuid>","event":{"BidAccepted":{ ... }}}}        an event of its log
/// ```
///
/// Commands, outcomes and events are written the same way: the simple name of the record in
/// `dev.stockade.core`, then its components. Times of calls are nanoseconds, those of events ISO
/// 8601, waiting times ISO 8601 durations. The order of the lines after the first does not matter,
/// save that a reader keeps it.
public final class HistoryFile {
  private static final int FORMAT = 1;
  private static final JsonMapper JSON = HistoryJson.mapper();

  /// What a line can be.
  sealed interface Line {
    record Head(int format, boolean brokenConnections) implements Line {}

    record Opened(CollectionId collection, int supply, StrategyName strategy, Assignment.Mode mode)
        implements Line {}

    record Placed(Bid bid, long by) implements Line {}

    record Called(
        int caller,
        long start,
        long end,
        dev.stockade.core.Command command,
        dev.stockade.core.Outcome outcome)
        implements Line {}

    record Ended(Row row) implements Line {}

    record Logged(CollectionId collection, Event event) implements Line {}
  }

  /// A line that cannot be read. The message is one sentence that begins with its number.
  public static final class BadLine extends IOException {
    private static final long serialVersionUID = 1;

    BadLine(long number, String reason) {
      super("line %d: %s".formatted(number, reason));
    }
  }

  private HistoryFile() {}

  /// Writes the history. The writer stays open.
  public static void write(History history, Writer to) throws IOException {
    put(to, new Line.Head(FORMAT, history.brokenConnections()));
    for (CollectionState opening : history.openings()) {
      Assignment.Mode mode = opening.assignment().mode();
      put(to, new Line.Opened(opening.id(), opening.supply(), opening.strategy(), mode));
    }
    for (PlacedBid placed : history.bids()) {
      put(to, new Line.Placed(placed.bid(), placed.by()));
    }
    for (Call call : history.calls()) {
      put(
          to,
          new Line.Called(call.caller(), call.start(), call.end(), call.command(), call.outcome()));
    }
    for (Ending ending : history.endings()) {
      put(to, new Line.Ended(ending.row()));
      for (Event event : ending.log()) {
        put(to, new Line.Logged(ending.row().id(), event));
      }
    }
    to.flush();
  }

  private static void put(Writer to, Line line) throws IOException {
    to.write(JSON.writerFor(Line.class).writeValueAsString(line));
    to.write('\n');
  }

  /// Reads a history to the end of the text. Blank lines are skipped. The reader stays open.
  ///
  /// @throws BadLine where a line is not as described above, or the lines do not make a history
  public static History read(Reader from) throws IOException {
    var lines = new BufferedReader(from);
    var collected = new Collected();
    String text;
    while ((text = lines.readLine()) != null) {
      collected.number++;
      if (!text.isBlank()) {
        collected.add(parse(text, collected.number));
      }
    }
    return collected.history();
  }

  private static Line parse(String text, long number) throws BadLine {
    try {
      return JSON.readValue(text, Line.class);
    } catch (JacksonException e) {
      throw new BadLine(number, HistoryJson.reason(e));
    }
  }

  /// What the lines so far add up to. Used by one thread.
  private static final class Collected {
    private final List<Line.Head> heads = new ArrayList<>();
    private final List<CollectionState> openings = new ArrayList<>();
    private final List<PlacedBid> bids = new ArrayList<>();
    private final List<Call> calls = new ArrayList<>();
    private final Map<CollectionId, Row> rows = new LinkedHashMap<>();
    private final Map<CollectionId, List<Event>> logs = new LinkedHashMap<>();
    private long number;

    void add(Line line) throws BadLine {
      if (heads.isEmpty() != line instanceof Line.Head) {
        throw new BadLine(
            number, "a history begins with one line {\"Head\":…}, and only its first line is one");
      }
      try {
        switch (line) {
          case Line.Head head -> begin(head);
          case Line.Opened opened ->
              openings.add(
                  CollectionState.opened(
                      opened.collection(),
                      opened.supply(),
                      Assignment.opened(opened.strategy(), opened.mode())));
          case Line.Placed placed -> bids.add(new PlacedBid(placed.bid(), placed.by()));
          case Line.Called c ->
              calls.add(new Call(c.caller(), c.start(), c.end(), c.command(), c.outcome()));
          case Line.Ended ended -> end(ended.row());
          case Line.Logged logged ->
              logs.computeIfAbsent(logged.collection(), id -> new ArrayList<>())
                  .add(logged.event());
        }
      } catch (IllegalArgumentException e) {
        throw new BadLine(number, String.valueOf(e.getMessage()));
      }
    }

    private void begin(Line.Head head) throws BadLine {
      if (head.format() != FORMAT) {
        throw new BadLine(
            number, "this is format %d; only %d can be read".formatted(head.format(), FORMAT));
      }
      heads.add(head);
    }

    private void end(Row row) throws BadLine {
      if (rows.put(row.id(), row) != null) {
        throw new BadLine(number, "collection %s has ended before".formatted(row.id()));
      }
    }

    History history() throws BadLine {
      if (heads.isEmpty()) {
        throw new BadLine(number, "the history is empty");
      }
      var endings = new ArrayList<Ending>();
      for (Row row : rows.values()) {
        List<Event> log = logs.remove(row.id());
        endings.add(new Ending(row, log == null ? List.of() : log));
      }
      if (!logs.isEmpty()) {
        throw new BadLine(
            number,
            "collection %s has events and no row".formatted(logs.keySet().iterator().next()));
      }
      try {
        return new History(heads.getFirst().brokenConnections(), openings, bids, calls, endings);
      } catch (IllegalArgumentException e) {
        throw new BadLine(number, String.valueOf(e.getMessage()));
      }
    }
  }
}
