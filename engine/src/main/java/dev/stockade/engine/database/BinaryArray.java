package dev.stockade.engine.database;

import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Objects;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.postgresql.core.BaseConnection;
import org.postgresql.jdbc.PgArray;

/// An array in PostgreSQL's binary form: one dimension that begins at 1, then each element after
/// its length.
final class BinaryArray {
  private static final int HEADER_BYTES = 5 * Integer.BYTES;
  private static final int NULL = -1;

  private BinaryArray() {}

  /// A parameter of a statement on this connection; a text where that is none of PostgreSQL's own
  /// driver, which the statement casts.
  ///
  /// @param type of the array, as PostgreSQL numbers it
  static Object parameter(
      Connection connection, int type, Supplier<byte[]> binary, Supplier<String> text)
      throws SQLException {
    return connection.isWrapperFor(BaseConnection.class)
        ? new PgArray(connection.unwrap(BaseConnection.class), type, binary.get())
        : text.get();
  }

  /// @param type of the elements, as PostgreSQL numbers it
  /// @param bytes of each element
  /// @param put writes an element
  static byte[] of(
      int type, int bytes, @Nullable Object[] values, BiConsumer<ByteBuffer, Object> put) {
    boolean nulls = Arrays.stream(values).anyMatch(Objects::isNull);
    ByteBuffer array = ByteBuffer.allocate(HEADER_BYTES + values.length * (Integer.BYTES + bytes));
    array.putInt(1).putInt(nulls ? 1 : 0).putInt(type).putInt(values.length).putInt(1);
    for (@Nullable Object value : values) {
      if (value == null) {
        array.putInt(NULL);
      } else {
        array.putInt(bytes);
        put.accept(array, value);
      }
    }
    return Arrays.copyOf(array.array(), array.position());
  }
}
