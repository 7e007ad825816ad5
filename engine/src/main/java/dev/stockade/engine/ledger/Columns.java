package dev.stockade.engine.ledger;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The parameters of a statement that takes rows as parallel arrays, one array a column.
final class Columns {
  private final Connection connection;
  private final List<Array> arrays = new ArrayList<>();

  Columns(Connection connection) {
    this.connection = connection;
  }

  /// Adds the next column.
  ///
  /// @param type PostgreSQL's name of the element type
  <R> void add(String type, List<R> rows, Function<R, @Nullable Object> value) throws SQLException {
    @Nullable Object[] values = new @Nullable Object[rows.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = value.apply(rows.get(i));
    }
    arrays.add(connection.createArrayOf(type, values));
  }

  /// Sets the columns as the parameters 1, 2, ….
  void set(PreparedStatement statement) throws SQLException {
    for (int i = 0; i < arrays.size(); i++) {
      statement.setArray(i + 1, arrays.get(i));
    }
  }
}
