package dev.stockade.proof.audit;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/// Reads all of a schema in one snapshot, while others may go on writing, and compares its tables
/// with each other:
///
/// - every row adds up, and is what its events make of the supply that it was opened with;
/// - the sequences of a collection count 1, 2, 3, … to its version;
/// - every event notes the stock that it leaves, and that is never below zero;
/// - no bid is settled twice, released twice, or released before it was accepted; nothing is
///   accepted after the close;
/// - every event about a bid names one that was placed on this collection, and its units.
///
/// Times are not compared: a clock that was set back breaks no promise.
public final class Audit {
  /// The most violations that are told one by one; the rest is counted.
  public static final int MAX_TOLD = 1_000;

  /// What one check found.
  private record Finding(long all, List<AuditViolation> first) {}

  private static final String ONE_SNAPSHOT =
      "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY";

  private static final String SETTINGS =
      """
      SELECT set_config('search_path', quote_ident(?) || ', pg_catalog, pg_temp', true),
        set_config('statement_timeout', '0', true),
        set_config('work_mem', '64MB', true),
        set_config('jit', 'off', true)""";

  private static final String COUNT =
      """
      SELECT (SELECT count(*) FROM collection), (SELECT count(*) FROM event), (SELECT count(*) FROM bid)""";

  private static final String INSUFFICIENT_PRIVILEGE = "42501";

  private final Connection connection;
  private final String schema;
  private final List<AuditViolation> told = new ArrayList<>();
  private long found;

  private Audit(Connection connection, String schema) {
    this.connection = connection;
    this.schema = schema;
  }

  /// Audits a schema in a transaction of its own, which is rolled back.
  ///
  /// @param connection outside of a transaction; it is as it was afterwards
  /// @throws NotAuditable where the schema is missing, is not Stockade's, or may not be read
  /// @throws SQLException where the database fails
  public static AuditReport run(Connection connection, String schema)
      throws SQLException, NotAuditable {
    boolean autoCommit = connection.getAutoCommit();
    connection.setAutoCommit(false);
    try {
      return new Audit(connection, schema).run();
    } catch (SQLException e) {
      if (INSUFFICIENT_PRIVILEGE.equals(e.getSQLState())) {
        throw SchemaCheck.unreadable(schema);
      }
      throw e;
    } finally {
      connection.rollback();
      connection.setAutoCommit(autoCommit);
    }
  }

  private AuditReport run() throws SQLException, NotAuditable {
    try (Statement statement = connection.createStatement()) {
      statement.execute(ONE_SNAPSHOT);
    }
    SchemaCheck.require(connection, schema);
    try (PreparedStatement settings = connection.prepareStatement(SETTINGS)) {
      settings.setString(1, schema);
      settings.execute();
    }
    walk();
    for (String check : Checks.ALL) {
      tell(find(check));
    }
    try (Statement count = connection.createStatement();
        ResultSet counted = count.executeQuery(COUNT)) {
      counted.next();
      return new AuditReport(
          counted.getLong(1), counted.getLong(2), counted.getLong(3), found, told);
    }
  }

  /// The walk along the logs comes first, and before what it finds, the oversells that it hints at.
  private void walk() throws SQLException {
    Finding events = find(WalkCheck.EVENTS);
    if (events.all() > 0) {
      tell(find(WalkCheck.OVERSOLD));
    }
    tell(events);
  }

  private void tell(Finding finding) {
    found += finding.all();
    finding.first().stream().limit(MAX_TOLD - told.size()).forEach(told::add);
  }

  private Finding find(String check) throws SQLException {
    try (PreparedStatement query = connection.prepareStatement(check)) {
      query.setInt(1, MAX_TOLD);
      try (ResultSet rows = query.executeQuery()) {
        var first = new ArrayList<AuditViolation>();
        long all = 0;
        while (rows.next()) {
          all = rows.getLong("found");
          first.add(violation(rows));
        }
        return new Finding(all, first);
      }
    }
  }

  private static AuditViolation violation(ResultSet row) throws SQLException {
    String tenant = row.getString("tenant");
    String id = row.getString("collection");
    long sequence = row.getLong("sequence");
    OptionalLong at = row.wasNull() ? OptionalLong.empty() : OptionalLong.of(sequence);
    return new AuditViolation(
        row.getString("name"),
        "default".equals(tenant) ? id : tenant + "/" + id,
        at,
        row.getString("sentence"));
  }
}
