package dev.stockade.engine.database;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Statements that go to the database together: one round trip, in their order, and none after one
/// that fails. Each sees what the ones before it waited for. Confined to one thread.
public final class Script implements AutoCloseable {
  private final Connection connection;
  private final StringBuilder text = new StringBuilder();
  private final List<@Nullable Object> parameters = new ArrayList<>();
  private final List<ResultSet> results = new ArrayList<>();
  private String end = "";
  private Runnable sending = Script::nothing;
  private Runnable done = Script::nothing;
  private int silent;
  private @Nullable PreparedStatement statement;

  Script(Connection connection) {
    this.connection = connection;
  }

  /// Adds a statement that gives rows.
  public Script add(String sql, Columns columns) throws SQLException {
    append(sql);
    parameters.addAll(columns.parameters(connection));
    return this;
  }

  /// Adds statements, the last of which gives rows that nobody wants.
  void addSilently(String sql, List<Object> values) {
    append(sql);
    parameters.addAll(values);
    silent++;
  }

  /// Puts a statement at the end, and hears when everything is about to be sent and when all of it
  /// is done.
  Script before(String last, Runnable isSent, Runnable isDone) {
    end = last;
    sending = isSent;
    done = isDone;
    return this;
  }

  /// Sends everything.
  ///
  /// @return the rows of each statement that was added, in their order; open until this is closed
  public List<ResultSet> run() throws SQLException {
    if (!end.isEmpty()) {
      append(end);
    }
    PreparedStatement prepared = connection.prepareStatement(text.toString());
    statement = prepared;
    for (int i = 0; i < parameters.size(); i++) {
      prepared.setObject(i + 1, parameters.get(i));
    }
    sending.run();
    boolean rows = prepared.execute();
    while (rows || prepared.getUpdateCount() != -1) {
      if (rows) {
        results.add(prepared.getResultSet());
      }
      rows = prepared.getMoreResults(Statement.KEEP_CURRENT_RESULT);
    }
    done.run();
    return results.subList(silent, results.size());
  }

  private static void nothing() {}

  private void append(String sql) {
    if (!text.isEmpty()) {
      text.append(";\n");
    }
    text.append(sql);
  }

  @Override
  public void close() throws SQLException {
    if (statement != null) {
      statement.close();
    }
  }
}
