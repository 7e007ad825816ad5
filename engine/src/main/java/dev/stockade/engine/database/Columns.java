package dev.stockade.engine.database;

import java.sql.Array;
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

    Column(String type, @Nullable Object[] values) {
      this.type = type;
      this.values = values;
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
    for (int i = 0; i < values.length; i++) {
      values[i] = value.apply(rows.get(i));
    }
    columns.add(new Column(type, values));
    return this;
  }

  /// Sets the columns as the parameters 1, 2, ….
  public void set(PreparedStatement statement) throws SQLException {
    int at = 1;
    for (Array array : arrays(statement.getConnection())) {
      statement.setArray(at++, array);
    }
  }

  List<Array> arrays(Connection connection) throws SQLException {
    var arrays = new ArrayList<Array>();
    for (Column column : columns) {
      arrays.add(connection.createArrayOf(column.type, column.values));
    }
    return arrays;
  }
}
