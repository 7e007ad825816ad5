package dev.stockade.engine.database;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Objects;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/// An array in PostgreSQL's binary form: one dimension that begins at 1, then each element after
/// its length.
final class BinaryArray {
  private static final int HEADER_BYTES = 5 * Integer.BYTES;
  private static final int NULL = -1;

  private BinaryArray() {}

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
