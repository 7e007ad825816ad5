package dev.stockade.proof.history;

import dev.stockade.core.Event;
import java.util.List;

/// A collection as it stands in the database once every call has ended.
///
/// @param log all its events, in any order
public record Ending(Row row, List<Event> log) {
  public Ending {
    log = List.copyOf(log);
  }
}
