package dev.stockade.lab.bench.ground;

import dev.stockade.lab.Absent;
import dev.stockade.proof.audit.Audit;
import dev.stockade.proof.audit.AuditReport;
import dev.stockade.proof.audit.NotAuditable;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import java.util.UUID;

/// What is found wrong with a run, in one sentence; empty where it is sound. Two judges: the audit,
/// which knows the tables only, and a comparison of the log with what callers were told.
public record Proof(Optional<String> fault) {
  /// Of a run that is not told.
  public static final Proof NONE = new Proof(Optional.of("it was not judged"));

  private static final String ACCEPTED = "SELECT bid FROM stockade.event WHERE kind = 'accepted'";
  private static final int FETCH = 20_000;

  /// Judges the run that has just ended on a ground.
  ///
  /// @param open calls that have no answer: each may be in the log or not
  /// @throws Absent where the database fails
  public static Proof of(Ground ground, Told told, long open) {
    var found = new Proof[] {new Proof(Optional.empty())};
    ground.work(connection -> found[0] = judge(connection, ground.schema(), told, open));
    return found[0];
  }

  private static Proof judge(Connection connection, String schema, Told told, long open)
      throws SQLException {
    try {
      AuditReport audit = Audit.run(connection, schema);
      if (!audit.isClean()) {
        return new Proof(Optional.of("audit: " + audit.violations().getFirst().sentence()));
      }
      return compare(connection, schema, told, open);
    } catch (NotAuditable e) {
      throw new Absent("the scratch schema was dropped while it was used: " + e.getMessage(), e);
    }
  }

  private static Proof compare(Connection connection, String schema, Told told, long open)
      throws SQLException {
    long logged = 0;
    long toldAndLogged = 0;
    connection.setAutoCommit(false);
    try (Statement statement = connection.createStatement()) {
      statement.setFetchSize(FETCH);
      try (ResultSet rows = statement.executeQuery(Ground.in(schema, ACCEPTED))) {
        while (rows.next()) {
          logged++;
          toldAndLogged += told.isAccepted(BidBook.number(rows.getObject(1, UUID.class))) ? 1 : 0;
        }
      }
    }
    connection.rollback();
    long lost = told.count() - toldAndLogged;
    long untold = logged - toldAndLogged;
    if (lost > 0) {
      return new Proof(Optional.of("%,d acceptances that were told are lost".formatted(lost)));
    }
    return new Proof(
        untold <= open
            ? Optional.empty()
            : Optional.of("%,d acceptances were written and not told".formatted(untold)));
  }
}
