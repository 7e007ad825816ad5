package dev.stockade.engine.strategy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stockade.core.Bid;
import dev.stockade.core.BidId;
import dev.stockade.core.CollectionId;
import dev.stockade.core.CollectionState;
import dev.stockade.core.Command;
import dev.stockade.core.Fate;
import dev.stockade.core.Price;
import dev.stockade.core.Standing;
import dev.stockade.core.StrategyName;
import dev.stockade.core.TenantId;
import dev.stockade.core.View;
import dev.stockade.engine.call.Deadline;
import dev.stockade.engine.groupcommit.Caller;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/// Which views a batch may be decided on that were read before it was put together.
class ForeseenTest {
  private static final Instant NOW = Instant.parse("2026-11-28T12:00:00Z");
  private static final CollectionId COLLECTION = collection();

  private final Foreseen foreseen =
      new Foreseen(
          pass -> {
            throw new AssertionError("no pass is written here");
          });

  private final PendingCommand first = accept(COLLECTION);
  private final PendingCommand second = accept(COLLECTION);
  private final PendingCommand third = accept(COLLECTION);

  @Test
  void what_was_read_for_all_of_a_batch_is_known_and_ruled_on() {
    foreseen.add(viewFor(first), List.of(first));
    foreseen.add(viewFor(second, third), List.of(second, third));
    var batch = List.of(first, second, third);

    View known = viewFor(first, second, third);
    assertThat(foreseen.views(batch)).isEqualTo(Map.of(COLLECTION, known));
    assertThat(foreseen.ruling(known, batch).orElseThrow().events()).hasSize(3);
  }

  @Test
  void whose_caller_has_left_since_is_not_missed() {
    foreseen.add(viewFor(first, second, third), List.of(first, second, third));

    assertThat(foreseen.views(List.of(first, third))).containsOnlyKeys(COLLECTION);
  }

  /// Its bid is not in the view, and would be told to be unknown.
  @Test
  void a_view_that_was_not_read_for_all_of_them_is_not_known() {
    CollectionId other = collection();
    PendingCommand there = accept(other);
    foreseen.add(viewFor(first, third), List.of(first, third));
    foreseen.add(viewFor(there), List.of(there));

    assertThat(foreseen.views(List.of(first, second, third, there))).containsOnlyKeys(other);
    assertThat(foreseen.views(List.of(first, second, there))).containsOnlyKeys(other);
  }

  @Test
  void a_collection_that_moved_between_two_readings_is_not_known() {
    foreseen.add(viewFor(first), List.of(first));
    foreseen.add(at(1, viewFor(second)), List.of(second));

    assertThat(foreseen.views(List.of(first, second))).isEmpty();
  }

  private static CollectionId collection() {
    return new CollectionId(TenantId.DEFAULT, UUID.randomUUID());
  }

  private static PendingCommand accept(CollectionId collection) {
    var caller = new Caller(Deadline.in(Duration.ofMinutes(1), System::nanoTime), 1);
    return new PendingCommand(caller, new Command.Accept(collection, new BidId(UUID.randomUUID())));
  }

  /// Of ten units, with the bids of these acceptances.
  private static View viewFor(PendingCommand... accepts) {
    var bids = new HashMap<BidId, Standing>();
    for (PendingCommand one : accepts) {
      BidId id = ((Command.OnBid) one.command()).bid();
      var bid = new Bid(id, one.command().collection(), "b", 1, new Price(100, "EUR"));
      bids.put(id, new Standing(bid, new Fate.Open()));
    }
    CollectionState state =
        CollectionState.opened(
            accepts[0].command().collection(), 10, new StrategyName("optimistic"));
    return new View(state, bids, Map.of(), NOW);
  }

  private static View at(long version, View view) {
    CollectionState state = view.state();
    var moved =
        new CollectionState(
            state.id(),
            state.supply(),
            state.stock(),
            state.held(),
            version,
            state.status(),
            state.assignment());
    return new View(moved, view.bids(), view.restocks(), view.now());
  }
}
