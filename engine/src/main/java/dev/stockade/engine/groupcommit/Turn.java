package dev.stockade.engine.groupcommit;

import dev.stockade.engine.call.Deadline;
import java.util.List;

/// Tickets that are served by one transaction, and what it does for them.
record Turn<T extends Ticket>(List<T> tickets, Batch<T> batch) {
  Turn {
    tickets = List.copyOf(tickets);
  }

  boolean isEmpty() {
    return tickets.isEmpty();
  }

  /// When the last caller leaves.
  Deadline deadline() {
    return tickets.stream()
        .map(ticket -> ticket.caller().deadline())
        .reduce(Deadline::later)
        .orElseThrow();
  }
}
