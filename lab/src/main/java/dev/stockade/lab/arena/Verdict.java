package dev.stockade.lab.arena;

import dev.stockade.core.Event;
import dev.stockade.proof.audit.AuditReport;
import dev.stockade.proof.checker.Checker;
import dev.stockade.proof.history.Ending;
import dev.stockade.proof.history.History;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// What a collection has come to.
///
/// @param supply units that there were, with those that were added
/// @param promised units of all acceptances in the log that were not released
/// @param stock the row's
/// @param log the events by sequence
/// @param findings of the callers, who know what no server may answer, of the checker, which knows
///   what callers were told, and of the audit, which knows the tables only
/// @param unlisted findings of the audit beyond those
/// @param audited whether there was an audit
public record Verdict(
    long supply,
    long promised,
    int stock,
    List<Event> log,
    List<Finding> findings,
    long unlisted,
    boolean audited) {
  public Verdict {
    log = List.copyOf(log);
    findings = List.copyOf(findings);
  }

  /// Without an audit.
  ///
  /// @param history of one collection
  /// @param seen what its callers have found by themselves
  static Verdict of(History history, List<Finding> seen) {
    var findings = new ArrayList<>(seen);
    Checker.check(history)
        .forEach(it -> findings.add(new Finding("checker", it.name(), it.sentence())));
    Ending ending = history.endings().getFirst();
    return new Verdict(
        history.openings().getFirst().supply() + added(ending.log()),
        promised(ending.log()),
        ending.row().stock(),
        ending.log(),
        findings,
        0,
        false);
  }

  /// The same with what the audit found.
  Verdict with(AuditReport audit) {
    var all = new ArrayList<>(findings);
    audit.violations().forEach(it -> all.add(new Finding("audit", it.name(), it.sentence())));
    long more = audit.found() - audit.violations().size();
    return new Verdict(supply, promised, stock, log, all, more, true);
  }

  private static long added(List<Event> log) {
    return log.stream()
        .mapToLong(event -> event instanceof Event.Restocked it ? it.quantity() : 0)
        .sum();
  }

  private static long promised(List<Event> log) {
    return log.stream()
        .mapToLong(
            event ->
                switch (event) {
                  case Event.BidAccepted it -> it.quantity();
                  case Event.AcceptanceReleased it -> -it.quantity();
                  case Event.BidWithdrawn _,
                      Event.BidRejected _,
                      Event.Restocked _,
                      Event.CollectionClosed _,
                      Event.StrategyChanged _ ->
                      0;
                })
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
