package dev.stockade.engine.database;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import dev.stockade.engine.TestDatabase;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.time.Instant;
import org.junit.jupiter.api.Test;

final class TimeArrayTest {
  @Test
  void what_is_missing_is_null() {
    assertThat(TimeArray.text(new Object[] {null, Instant.EPOCH}))
        .isEqualTo("{NULL,1970-01-01T00:00:00Z}");
  }

  @Test
  void postgres_reads_both_forms_alike_down_to_the_microsecond() throws Exception {
    Object[] times = {
      Instant.EPOCH,
      null,
      Instant.parse("2026-11-28T10:11:12.345678Z"),
      Instant.parse("1999-12-31T23:59:59.999999Z")
    };
    try (HikariDataSource pool = TestDatabase.pool(1);
        Connection connection = pool.getConnection();
        PreparedStatement compare =
            connection.prepareStatement("SELECT ?::timestamptz[] = ?::timestamptz[]")) {
      Object binary = TimeArray.parameter(connection, times);
      compare.setObject(1, binary);
      compare.setObject(2, TimeArray.text(times));

      try (ResultSet row = compare.executeQuery()) {
        row.next();
        assertThat(binary).isInstanceOf(Array.class);
        assertThat(row.getBoolean(1)).isTrue();
      }
    }
  }
}
