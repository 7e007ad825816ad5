package dev.stockade.lab.race;

import dev.stockade.core.BidId;
import dev.stockade.core.Event;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// How one unit came to be sold to many, told from the log.
final class Story {
  private static final int TOLD = 3;

  private Story() {}

  /// @param callers who asked for which bid
  /// @return lines, empty if each unit was sold once
  static List<String> of(List<Event> log, Map<BidId, Integer> callers) {
    List<Event.BidAccepted> sales = mostCrowded(log);
    if (sales.size() < 2) {
      return List.of();
    }
    int left = sales.getFirst().entry().stock();
    int read = left + sales.getFirst().quantity();
    var lines = new ArrayList<String>();
    lines.add("stock = " + read);
    for (int i = 0; i < Math.min(TOLD, sales.size()); i++) {
      String stale = i == 0 ? "" : "   (stale)";
      lines.add(
          "caller %d accepts, reads stock = %d%s"
              .formatted(callers.get(sales.get(i).bid()), read, stale));
    }
    if (sales.size() > TOLD) {
      lines.add("and %d more do the same".formatted(sales.size() - TOLD));
    }
    lines.add("each writes stock = %d: %d buyers, one unit".formatted(left, sales.size()));
    return lines;
  }

  /// The acceptances that share a sequence, where most do.
  private static List<Event.BidAccepted> mostCrowded(List<Event> log) {
    var bySequence = new TreeMap<Long, List<Event.BidAccepted>>();
    for (Event event : log) {
      if (event instanceof Event.BidAccepted accepted) {
        bySequence
            .computeIfAbsent(accepted.entry().sequence(), sequence -> new ArrayList<>())
            .add(accepted);
      }
    }
    List<Event.BidAccepted> most = List.of();
    for (List<Event.BidAccepted> sales : bySequence.values()) {
      most = sales.size() > most.size() ? sales : most;
    }
    return most;
  }
}
