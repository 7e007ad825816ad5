package dev.stockade.engine.database;

import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.postgresql.core.Oid;

/// An array of times with zone, in its binary form for the reason that [UuidArray] tells.
final class TimeArray {
  /// From where PostgreSQL counts microseconds.
  private static final Instant BEGINNING = Instant.parse("2000-01-01T00:00:00Z");

  private TimeArray() {}

  /// A parameter of a statement on this connection.
  static Object parameter(Connection connection, @Nullable Object[] times) throws SQLException {
    return BinaryArray.parameter(
        connection, Oid.TIMESTAMPTZ_ARRAY, () -> binary(times), () -> text(times));
  }

  private static byte[] binary(@Nullable Object[] times) {
    return BinaryArray.of(Oid.TIMESTAMPTZ, Long.BYTES, times, TimeArray::put);
  }

  private static void put(ByteBuffer bytes, Object time) {
    bytes.putLong(ChronoUnit.MICROS.between(BEGINNING, (Instant) time));
  }

  static String text(@Nullable Object[] times) {
    return Arrays.stream(times)
        .map(time -> time == null ? "NULL" : time.toString())
        .collect(Collectors.joining(",", "{", "}"));
  }
}
