package dev.stockade.proof.audit;

import java.util.List;

/// What an audit read, and what it found.
///
/// @param found how many violations there are in all
/// @param violations the first [Audit#MAX_TOLD] of them
public record AuditReport(
    long collections, long events, long bids, long found, List<AuditViolation> violations) {
  public AuditReport {
    violations = List.copyOf(violations);
  }

  public boolean isClean() {
    return found == 0;
  }
}
