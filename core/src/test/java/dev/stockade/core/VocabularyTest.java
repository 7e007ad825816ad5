package dev.stockade.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class VocabularyTest {
  private static final CollectionId DROP = CollectionId.of(new UUID(1, 1));

  @Test
  void a_state_that_does_not_add_up_cannot_be_built_and_says_why() {
    assertThatThrownBy(() -> state(100, 101, 0, 0))
        .hasMessage("stock and held must not exceed supply: 101 + 0 of 100");
    assertThatThrownBy(() -> state(100, 60, 41, 0))
        .hasMessage("stock and held must not exceed supply: 60 + 41 of 100");
    assertThatThrownBy(() -> state(Quantity.MAX, Integer.MAX_VALUE, Integer.MAX_VALUE, 0))
        .hasMessageContaining("must not exceed supply");
    assertThatThrownBy(() -> state(-1, 0, 0, 0)).hasMessage("supply must be 0 to 1000000000: -1");
    assertThatThrownBy(() -> state(1, -1, 0, 0)).hasMessage("stock must not be negative: -1");
    assertThatThrownBy(() -> state(1, 0, -1, 0)).hasMessage("held must not be negative: -1");
    assertThatThrownBy(() -> state(1, 1, 0, -1)).hasMessage("version must not be negative: -1");
  }

  @Test
  void a_bid_names_what_is_wrong_with_it() {
    var id = new BidId(new UUID(1, 1));
    var price = new Price(1, "EUR");

    assertThatThrownBy(() -> new Bid(id, DROP, "b", 0, price))
        .hasMessage("quantity must be 1 to 1000000000: 0");
    assertThatThrownBy(() -> new Bid(id, DROP, "b", -1, price)).hasMessageContaining("-1");
    assertThatThrownBy(() -> new Bid(id, DROP, " ", 1, price))
        .hasMessage("bidder must not be blank");
    assertThatThrownBy(() -> new Bid(id, DROP, "x".repeat(201), 1, price))
        .hasMessage("bidder must have at most 200 characters: 201");
    assertThatThrownBy(() -> new Bid(id, DROP, "\uD83D", 1, price))
        .hasMessageContaining("half a surrogate");
    assertThat(new Bid(id, DROP, "\uD83D\uDC31".repeat(200), 1, price).bidder()).hasSize(400);
    assertThatThrownBy(() -> new Bid(id, DROP, "a\0b", 1, price)).hasMessageContaining("U+0000");
    assertThatThrownBy(() -> new Price(-1, "EUR")).hasMessage("amount must not be negative: -1");
    assertThatThrownBy(() -> new Price(1, "eur")).hasMessageContaining("'eur'");
  }

  @Test
  void ids_are_ordered_as_postgres_orders_uuids_byte_by_byte_without_a_sign() {
    var ids =
        new ArrayList<>(
            List.of(
                CollectionId.of(UUID.fromString("ffffffff-0000-0000-0000-000000000000")),
                CollectionId.of(UUID.fromString("00000000-0000-0000-8000-000000000000")),
                CollectionId.of(UUID.fromString("7fffffff-0000-0000-0000-000000000000")),
                CollectionId.of(UUID.fromString("00000000-0000-0000-7000-000000000000")),
                new CollectionId(
                    new TenantId("a"), UUID.fromString("ffffffff-0000-0000-0000-000000000000"))));

    Collections.sort(ids);

    assertThat(ids)
        .extracting(CollectionId::toString)
        .containsExactly(
            "a/ffffffff-0000-0000-0000-000000000000",
            "00000000-0000-0000-7000-000000000000",
            "00000000-0000-0000-8000-000000000000",
            "7fffffff-0000-0000-0000-000000000000",
            "ffffffff-0000-0000-0000-000000000000");
  }

  @Test
  void names_are_checked() {
    assertThatThrownBy(() -> new TenantId("No Spaces")).hasMessageContaining("'No Spaces'");
    assertThatThrownBy(() -> new StrategyName("Row_Lock")).hasMessageContaining("'Row_Lock'");
    assertThatThrownBy(() -> new Command.SetStrategy(DROP, World.ROW_LOCK, " "))
        .hasMessageContaining("reason");
  }

  private static CollectionState state(int supply, int stock, int held, long version) {
    return new CollectionState(
        DROP,
        supply,
        stock,
        held,
        version,
        Status.OPEN,
        Assignment.opened(World.ROW_LOCK, Assignment.Mode.PINNED));
  }
}
