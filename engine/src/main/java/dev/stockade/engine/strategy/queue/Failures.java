package dev.stockade.engine.strategy.queue;

import dev.stockade.engine.DatabaseException;
import java.sql.SQLException;

/// What it means that a request could not be decided. Pure.
final class Failures {
  private Failures() {}

  /// Whether another request might succeed: this one's data, a constraint, or a defect. Else the
  /// database is away or not as it should be, which is no try of the request.
  static boolean isOfTheRequest(RuntimeException e) {
    if (!(e instanceof DatabaseException)) {
      return true;
    }
    String state = e.getCause() instanceof SQLException cause ? cause.getSQLState() : null;
    return state != null && (state.startsWith("22") || state.startsWith("23"));
  }
}
