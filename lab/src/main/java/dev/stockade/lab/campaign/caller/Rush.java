package dev.stockade.lab.campaign.caller;

import dev.stockade.core.Bid;
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

/// A hot collection: more units are wanted than there are, all at the same moment, some of them by
/// two callers for the same bid. Nothing ever comes back, so who was refused stays so. In the end
/// each asks once more.
final class Rush {
  private static final int LEAST_SUPPLY = 4;
  private static final int MOST_SUPPLY = 12;
  private static final int MOST_QUANTITY = 3;
  private static final double TWICE = 0.4;
  private static final double WITHOUT_PLACING = 0.2;
  private static final Duration THINKING = Duration.ofMillis(300);

  private final Cast cast;
  private final Random random;

  private Rush(Cast cast, Random random) {
    this.cast = cast;
    this.random = random;
  }

  /// One rush after another until the round is over.
  static void run(Cast cast, Random random) throws InterruptedException {
    while (!cast.over().getAsBoolean()) {
      new Rush(cast, random).run();
    }
  }

  private void run() throws InterruptedException {
    int supply = random.nextInt(LEAST_SUPPLY, MOST_SUPPLY + 1);
    Optional<CollectionState> opened = cast.collection(random, Notes.Kind.RUSH, supply);
    if (opened.isEmpty()) {
      return;
    }
    var callers = new ArrayList<Callable<Void>>();
    for (int wanted = 0; wanted < 2 * supply; ) {
      Bid bid = cast.bid(random, opened.get().id(), random.nextInt(1, MOST_QUANTITY + 1));
      wanted += bid.quantity();
      boolean atOnce = cast.doors().hasNode() && random.nextDouble() < WITHOUT_PLACING;
      Command command =
          atOnce ? new Command.PlaceAndAccept(bid) : new Command.Accept(bid.collection(), bid.id());
      callers.add(() -> want(cast.caller(random(bid, 1)), bid, command));
      if (random.nextDouble() < TWICE) {
        callers.add(() -> want(cast.caller(random(bid, 2)), bid, command));
      }
    }
    Threads.all(List.copyOf(callers));
  }

  private static Random random(Bid bid, int nth) {
    return new Random(bid.id().value().getLeastSignificantBits() + nth);
  }

  private static Void want(Caller caller, Bid bid, Command command) throws InterruptedException {
    if (command instanceof Command.PlaceAndAccept || caller.place(bid)) {
      caller.think(THINKING);
      var _ = caller.decide(command);
      caller.think(THINKING);
      var _ = caller.decide(command);
    }
    return null;
  }
}
