package dev.stockade.lab.campaign.caller;

import dev.stockade.core.Bid;
import dev.stockade.core.CollectionId;
import dev.stockade.core.CollectionState;
import dev.stockade.core.Command;
import dev.stockade.lab.Threads;
import dev.stockade.lab.campaign.notes.Notes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;

/// The load: callers on one collection that never sells out, each with one bid after another, until
/// the round is over.
final class River {
  private static final int CALLERS = 16;
  private static final int SUPPLY = 100_000_000;
  private static final Duration THINKING = Duration.ofMillis(20);

  private River() {}

  static void run(Cast cast, Random random) throws InterruptedException {
    Optional<CollectionState> opened = cast.collection(random, Notes.Kind.RIVER, SUPPLY);
    if (opened.isEmpty()) {
      return;
    }
    List<Callable<Void>> callers = new ArrayList<>();
    for (int i = 0; i < CALLERS; i++) {
      var own = new Random(random.nextLong());
      callers.add(
          () -> {
            flow(cast, own, opened.get().id());
            return null;
          });
    }
    Threads.all(callers);
  }

  private static void flow(Cast cast, Random random, CollectionId collection)
      throws InterruptedException {
    Caller caller = cast.caller(random);
    while (!cast.over().getAsBoolean()) {
      Bid bid = cast.bid(random, collection, 1);
      if (caller.place(bid)) {
        var _ = caller.decide(new Command.Accept(collection, bid.id()));
      }
      caller.think(THINKING);
    }
  }
}
