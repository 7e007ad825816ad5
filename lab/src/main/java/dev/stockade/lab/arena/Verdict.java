package dev.stockade.lab.arena;

import dev.stockade.core.Event;
import dev.stockade.proof.audit.Audit;
import dev.stockade.proof.audit.AuditReport;
import dev.stockade.proof.audit.NotAuditable;
import dev.stockade.proof.checker.Checker;
import dev.stockade.proof.history.Ending;
import dev.stockade.proof.history.History;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// What a collection has come to.
///
/// @param promised units of all acceptances in the log
/// @param stock the row's
/// @param log the events by sequence
/// @param findings of the checker, which knows what callers were told, and of the audit, which
///   knows the tables only
public record Verdict(
    int supply, long promised, int stock, List<Event> log, List<Finding> findings, long unlisted) {
  public Verdict {
    log = List.copyOf(log);
    findings = List.copyOf(findings);
  }

  /// @throws NotAuditable where the schema is gone
  static Verdict of(History history, Connection connection, String schema)
      throws SQLException, NotAuditable {
    var findings = new ArrayList<Finding>();
    Checker.check(history)
        .forEach(it -> findings.add(new Finding("checker", it.name(), it.sentence())));
    AuditReport audit = Audit.run(connection, schema);
    audit.violations().forEach(it -> findings.add(new Finding("audit", it.name(), it.sentence())));
    Ending ending = history.endings().getFirst();
    return new Verdict(
        history.openings().getFirst().supply(),
        promised(ending.log()),
        ending.row().stock(),
        ending.log(),
        findings,
        audit.found() - audit.violations().size());
  }

  private static long promised(List<Event> log) {
    return log.stream()
        .filter(Event.BidAccepted.class::isInstance)
        .mapToLong(event -> ((Event.BidAccepted) event).quantity())
        .sum();
  }

  /// How many promises were found broken.
  public long violations() {
    return findings.size() + unlisted;
  }

  public boolean isClean() {
    return findings.isEmpty();
  }

  /// The names of the promises that a judge found broken, each once, and `nothing` if there are
  /// none.
  public String foundBy(String judge) {
    String names =
        findings.stream()
            .filter(finding -> finding.judge().equals(judge))
            .map(Finding::name)
            .distinct()
            .collect(Collectors.joining(", "));
    return names.isEmpty() ? "nothing" : names;
  }

  /// Units that were promised and do not exist.
  public long oversold() {
    return Math.max(0, promised - supply);
  }
}
