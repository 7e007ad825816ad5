package dev.stockade.engine.database;

import static org.assertj.core.api.Assertions.assertThat;

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
}
