package dev.stockade.proof.checker;

import dev.stockade.core.Assignment;
import dev.stockade.core.BidId;
import dev.stockade.core.CollectionState;
import dev.stockade.core.Event;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The log of one collection, played from its opening: what stood at each position. Position 0 is
/// the opening, position k the moment after the k-th event; where the sequences have no gap,
/// position and sequence are the same number.
final class Replay {
  /// A position that never comes.
  static final int NEVER = Integer.MAX_VALUE;

  /// Where in the log a bid was first settled, in each way.
  static final class Story {
    int accepted = NEVER;
    int withdrawn = NEVER;
    int rejected = NEVER;
    int released = NEVER;

    int settled() {
      return Math.min(accepted, Math.min(withdrawn, rejected));
    }
  }

  private static final Story UNTOUCHED = new Story();

  private final List<Event> events;
  private final long[] stock;
  private final long[] supply;
  private final Assignment[] assignment;
  private final Map<BidId, Story> stories = new HashMap<>();
  private final Map<Long, int[]> positionsOfStock = new HashMap<>();
  private int closed = NEVER;

  Replay(CollectionState opening, List<Event> log) {
    events = new ArrayList<>(log);
    events.sort(Comparator.comparingLong(event -> event.entry().sequence()));
    stock = new long[events.size() + 1];
    supply = new long[events.size() + 1];
    assignment = new Assignment[events.size() + 1];
    stock[0] = opening.stock();
    supply[0] = opening.supply();
    assignment[0] = opening.assignment();
    for (int position = 1; position <= events.size(); position++) {
      play(position, events.get(position - 1));
    }
    indexStock();
  }

  private void play(int position, Event event) {
    stock[position] = stock[position - 1] - Subject.taken(event);
    supply[position] = supply[position - 1];
    assignment[position] = assignment[position - 1];
    switch (event) {
      case Event.BidAccepted e -> {
        Story story = begin(e.bid());
        story.accepted = Math.min(story.accepted, position);
      }
      case Event.BidWithdrawn e -> {
        Story story = begin(e.bid());
        story.withdrawn = Math.min(story.withdrawn, position);
      }
      case Event.BidRejected e -> {
        Story story = begin(e.bid());
        story.rejected = Math.min(story.rejected, position);
      }
      case Event.AcceptanceReleased e -> {
        Story story = begin(e.bid());
        story.released = Math.min(story.released, position);
      }
      case Event.Restocked e -> supply[position] += e.quantity();
      case Event.CollectionClosed _ -> closed = Math.min(closed, position);
      case Event.StrategyChanged e ->
          assignment[position] = new Assignment(e.strategy(), e.mode(), e.reason(), e.entry().at());
    }
  }

  private Story begin(BidId bid) {
    return stories.computeIfAbsent(bid, _ -> new Story());
  }

  private void indexStock() {
    var counts = new HashMap<Long, Integer>();
    for (long value : stock) {
      counts.merge(value, 1, Integer::sum);
    }
    counts.forEach((value, count) -> positionsOfStock.put(value, new int[count]));
    var filled = new HashMap<Long, Integer>();
    for (int position = 0; position < stock.length; position++) {
      int next = filled.merge(stock[position], 1, Integer::sum) - 1;
      positions(stock[position])[next] = position;
    }
  }

  private int[] positions(long value) {
    return positionsOfStock.getOrDefault(value, new int[0]);
  }

  /// The last position.
  int last() {
    return events.size();
  }

  /// The event that leads to a position from 1 on.
  Event event(int position) {
    return events.get(position - 1);
  }

  List<Event> events() {
    return events;
  }

  long stock(int position) {
    return stock[position];
  }

  long supply(int position) {
    return supply[position];
  }

  Assignment assignment(int position) {
    return assignment[position];
  }

  int closed() {
    return closed;
  }

  Story story(BidId bid) {
    return stories.getOrDefault(bid, UNTOUCHED);
  }

  /// Whether the stock is this value somewhere from one position to another, both included.
  boolean stockIs(long value, int from, int to) {
    int[] positions = positions(value);
    int found = Arrays.binarySearch(positions, from);
    int next = found >= 0 ? found : -found - 1;
    return next < positions.length && positions[next] <= to;
  }

  /// The position of the event of this sequence about this subject, or [#NEVER].
  int find(long sequence, Subject subject) {
    for (int position = firstOf(sequence); position <= last(); position++) {
      Event event = event(position);
      if (event.entry().sequence() != sequence) {
        return NEVER;
      }
      if (Subject.of(event).equals(subject)) {
        return position;
      }
    }
    return NEVER;
  }

  private int firstOf(long sequence) {
    int low = 1;
    int high = last() + 1;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (event(middle).entry().sequence() < sequence) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }
}
