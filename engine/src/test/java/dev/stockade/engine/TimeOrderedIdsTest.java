package dev.stockade.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class TimeOrderedIdsTest {
  private final Random random = new Random(1);

  @Test
  void an_id_is_a_uuid_of_version_7_that_begins_with_its_millisecond() {
    Instant time = Instant.parse("2026-01-01T00:00:00.123Z");

    UUID id = new TimeOrderedIds(InstantSource.fixed(time), random).next();

    assertThat(id.version()).isEqualTo(7);
    assertThat(id.variant()).isEqualTo(2);
    assertThat(id.getMostSignificantBits() >>> 16).isEqualTo(time.toEpochMilli());
  }

  @Test
  void later_ids_are_greater_as_text_and_all_are_different() {
    String earlier =
        new TimeOrderedIds(() -> Instant.ofEpochMilli(1_000), random).next().toString();
    String later = new TimeOrderedIds(() -> Instant.ofEpochMilli(1_001), random).next().toString();
    var ids = new TimeOrderedIds(InstantSource.system(), random);
    var seen = new HashSet<UUID>();

    for (int i = 0; i < 10_000; i++) {
      assertThat(seen.add(ids.next())).isTrue();
    }
    assertThat(later).isGreaterThan(earlier);
  }
}
