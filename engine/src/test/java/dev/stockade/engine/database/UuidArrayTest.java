package dev.stockade.engine.database;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import dev.stockade.engine.TestDatabase;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.util.Arrays;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class UuidArrayTest {
  @Test
  void it_is_what_the_uuids_say_of_themselves() {
    var random = new Random(42);
    UUID[] uuids =
        Stream.concat(
                Stream.of(new UUID(0, 0), new UUID(-1, -1), new UUID(Long.MIN_VALUE, 1)),
                Stream.generate(() -> new UUID(random.nextLong(), random.nextLong())).limit(100))
            .toArray(UUID[]::new);

    assertThat(UuidArray.text(uuids))
        .isEqualTo(
            Arrays.stream(uuids).map(UUID::toString).collect(Collectors.joining(",", "{", "}")));
  }

  @Test
  void what_is_missing_is_null() {
    assertThat(UuidArray.text(new Object[] {null, new UUID(0, 7), null}))
        .isEqualTo("{NULL,00000000-0000-0000-0000-000000000007,NULL}");
    assertThat(UuidArray.text(new Object[0])).isEqualTo("{}");
  }

  @Test
  void postgres_reads_both_forms_alike() throws Exception {
    UUID[] uuids = {new UUID(0, 7), null, new UUID(-1, Long.MIN_VALUE)};
    try (HikariDataSource pool = TestDatabase.pool(1);
        Connection connection = pool.getConnection();
        PreparedStatement compare = connection.prepareStatement("SELECT ?::uuid[] = ?::uuid[]")) {
      Object binary = UuidArray.parameter(connection, uuids);
      compare.setObject(1, binary);
      compare.setObject(2, UuidArray.text(uuids));

      try (ResultSet row = compare.executeQuery()) {
        row.next();
        assertThat(binary).isInstanceOf(Array.class);
        assertThat(row.getBoolean(1)).isTrue();
      }
    }
  }
}
