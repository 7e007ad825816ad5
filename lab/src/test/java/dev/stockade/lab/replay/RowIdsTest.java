package dev.stockade.lab.replay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stockade.core.BidId;
import dev.stockade.core.CollectionId;
import java.time.Instant;
import java.util.HashSet;
import java.util.UUID;
import org.junit.jupiter.api.Test;

final class RowIdsTest {
  private static final CollectionId COLLECTION = CollectionId.of(new UUID(1, 1));
  private static final Instant MOMENT = Instant.parse("2021-03-13T18:30:00Z");

  @Test
  void the_same_seed_gives_the_same_ids_and_another_seed_others() {
    assertThat(new RowIds(7, COLLECTION).next(MOMENT, 3))
        .isEqualTo(new RowIds(7, COLLECTION).next(MOMENT, 3));
    assertThat(new RowIds(7, COLLECTION).next(MOMENT, 3))
        .isNotEqualTo(new RowIds(8, COLLECTION).next(MOMENT, 3));
  }

  @Test
  void another_collection_has_other_ids() {
    var other = CollectionId.of(new UUID(1, 2));

    assertThat(new RowIds(7, COLLECTION).next(MOMENT, 3))
        .isNotEqualTo(new RowIds(7, other).next(MOMENT, 3));
  }

  @Test
  void rows_of_one_moment_have_different_ids() {
    var rows = new RowIds(7, COLLECTION);
    var ids = new HashSet<BidId>();
    for (int position = 0; position < 100_000; position++) {
      ids.add(rows.next(MOMENT, position));
    }

    assertThat(ids).hasSize(100_000);
  }

  @Test
  void an_id_is_a_uuid_of_version_7_with_the_time_of_its_row() {
    var id = new RowIds(7, COLLECTION).next(MOMENT, (1L << 32) - 1).value();

    assertThat(id.version()).isEqualTo(7);
    assertThat(id.variant()).isEqualTo(2);
    assertThat(id.getMostSignificantBits() >>> 16).isEqualTo(MOMENT.toEpochMilli());
  }
}
