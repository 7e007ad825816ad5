package dev.stockade.engine.database;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/// The parameters of a statement that takes rows as parallel arrays, one array a column.
public final class Columns {
  private static final class Column {
    private final String type;
    private final @Nullable Object[] values;
    private final boolean isEmpty;

    /// @param isEmpty whether it has no value at all
    Column(String type, @Nullable Object[] values, boolean isEmpty) {
      this.type = type;
      this.values = values;
      this.isEmpty = isEmpty;
    }

    @Nullable Object parameter(Connection connection) throws SQLException {
      if (isEmpty) {
        return null;
      }
      return switch (type) {
        case "uuid" -> UuidArray.parameter(connection, values);
        case "timestamptz" -> TimeArray.parameter(connection, values);
        default -> connection.createArrayOf(type, values);
      };
    }
  }

  private final List<Column> columns = new ArrayList<>();

  /// Adds the next column.
  ///
  /// @param type PostgreSQL's name of the element type
  public <R> Columns add(String type, List<R> rows, Function<R, @Nullable Object> value) {
    // Of the type that the driver sends in its binary form, where it has one.
    IntFunction<@Nullable Object[]> array =
        switch (type) {
          case "int4" -> Integer[]::new;
          case "int8" -> Long[]::new;
          case "text" -> String[]::new;
          default -> Object[]::new;
        };
    @Nullable Object[] values = array.apply(rows.size());
    boolean isEmpty = true;
    for (int i = 0; i < values.length; i++) {
      Object one = value.apply(rows.get(i));
      values[i] = one;
      isEmpty &= one == null;
    }
    columns.add(new Column(type, values, isEmpty));
    return this;
  }

  /// Sets the columns as the parameters 1, 2, ….
  public void set(PreparedStatement statement) throws SQLException {
    int at = 1;
    for (@Nullable Object parameter : parameters(statement.getConnection())) {
      statement.setObject(at++, parameter);
    }
  }

  /// The columns as parameters: null for a column without any value, which `unnest` fills up beside
  /// the others.
  List<@Nullable Object> parameters(Connection connection) throws SQLException {
    var parameters = new ArrayList<@Nullable Object>();
    for (Column column : columns) {
      parameters.add(column.parameter(connection));
    }
    return parameters;
  }
}
