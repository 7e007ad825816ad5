package dev.stockade.proof.checker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stockade.core.Assignment;
import dev.stockade.core.Bid;
import dev.stockade.core.BidId;
import dev.stockade.core.CollectionId;
import dev.stockade.core.CollectionState;
import dev.stockade.core.Command;
import dev.stockade.core.Decision;
import dev.stockade.core.Entry;
import dev.stockade.core.Event;
import dev.stockade.core.Price;
import dev.stockade.core.Status;
import dev.stockade.core.StrategyName;
import dev.stockade.proof.history.Call;
import dev.stockade.proof.history.Ending;
import dev.stockade.proof.history.History;
import dev.stockade.proof.history.Row;
import dev.stockade.proof.linearizability.Simulation;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ValidHistoryTest {
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 8, 40})
  void a_store_that_keeps_its_promises_is_never_accused(int callers) {
    for (long seed = 0; seed < 200; seed++) {
      History history = Simulation.run(Simulation.Plan.of(callers, 150, 20), new Random(seed));

      assertThat(Checker.check(history)).as("seed %d", seed).isEmpty();
    }
  }

  @Test
  void a_hundred_thousand_calls_are_judged_in_seconds() {
    History history = hotCollection(100_000, 40_000);
    Checker.check(history);
    long start = System.nanoTime();

    assertThat(Checker.check(history)).isEmpty();

    long millis = (System.nanoTime() - start) / 1_000_000;
    assertThat(millis).isLessThan(10_000);
  }

  /// Callers that overlap by a thousand, each accepting a bid of its own.
  private static History hotCollection(int calls, int supply) {
    var collection = CollectionId.of(new UUID(1, 1));
    var strategy = new StrategyName("row-lock");
    var told = new ArrayList<Call>();
    var log = new ArrayList<Event>();
    for (int i = 0; i < calls; i++) {
      var bid = new Bid(new BidId(new UUID(2, i)), collection, "bidder", 1, new Price(1, "EUR"));
      var command = new Command.PlaceAndAccept(bid);
      if (i < supply) {
        var entry = new Entry(i + 1, Instant.EPOCH, supply - i - 1);
        log.add(new Event.BidAccepted(entry, bid.id(), 1));
        told.add(
            new Call(i, i, i + 1000, command, new Decision.Accepted(bid.id(), 1, entry, false)));
      } else {
        told.add(new Call(i, i, i + 1000, command, new Decision.SoldOut()));
      }
    }
    var row =
        new Row(
            collection,
            supply,
            0,
            0,
            supply,
            supply,
            Status.OPEN,
            Assignment.opened(strategy, Assignment.Mode.PINNED));
    return new History(
        false,
        List.of(CollectionState.opened(collection, supply, strategy)),
        List.of(),
        told,
        List.of(new Ending(row, log)));
  }
}
