package dev.stockade.embedded;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/// What the running server says about the settings that make a commit survive a crash, as `SHOW`
/// prints them in a fresh session.
public record Durability(String fsync, String synchronousCommit, String fullPageWrites) {

  /// True when a commit that was answered survives a crash of the server and of the machine.
  public boolean holds() {
    return fsync.equals("on") && synchronousCommit.equals("on") && fullPageWrites.equals("on");
  }

  @Override
  public String toString() {
    return "fsync = %s, synchronous_commit = %s, full_page_writes = %s"
        .formatted(fsync, synchronousCommit, fullPageWrites);
  }

  static Durability of(Connection connection) throws SQLException {
    return new Durability(
        show(connection, "fsync"),
        show(connection, "synchronous_commit"),
        show(connection, "full_page_writes"));
  }

  private static String show(Connection connection, String setting) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SHOW " + setting)) {
      row.next();
      return row.getString(1);
    }
  }
}
