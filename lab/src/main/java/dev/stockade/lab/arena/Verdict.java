package dev.stockade.lab.arena;

import dev.stockade.core.Event;
import dev.stockade.proof.checker.Checker;
import dev.stockade.proof.history.Ending;
import dev.stockade.proof.history.History;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/// What a collection has come to.
///
/// @param promised units of all acceptances in the log
/// @param stock the row's
/// @param log the events by sequence
/// @param findings of the checker, which knows what callers were told, and of the audit, which
///   knows the tables only
public record Verdict(
    int supply, long promised, int stock, List<Event> log, List<Finding> findings) {
  public Verdict {
    log = List.copyOf(log);
    findings = List.copyOf(findings);
  }

  static Verdict of(History history, Connection connection, String schema) throws SQLException {
    var findings = new ArrayList<Finding>();
    Checker.check(history)
        .forEach(it -> findings.add(new Finding("checker", it.name(), it.sentence())));
    Ending ending = history.endings().getFirst();
    return new Verdict(
        history.openings().getFirst().supply(),
        promised(ending.log()),
        ending.row().stock(),
        ending.log(),
        findings);
  }

  private static long promised(List<Event> log) {
    return log.stream()
        .filter(Event.BidAccepted.class::isInstance)
        .mapToLong(event -> ((Event.BidAccepted) event).quantity())
        .sum();
  }

  /// Units that were promised and do not exist.
  public long oversold() {
    return Math.max(0, promised - supply);
  }
}
