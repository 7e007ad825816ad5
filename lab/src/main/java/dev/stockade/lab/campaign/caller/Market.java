package dev.stockade.lab.campaign.caller;

import dev.stockade.core.Bid;
import dev.stockade.core.CollectionId;
import dev.stockade.core.CollectionState;
import dev.stockade.core.Command;
import dev.stockade.core.RestockId;
import dev.stockade.engine.Strategies;
import dev.stockade.lab.Threads;
import dev.stockade.lab.campaign.notes.Notes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;

/// A small collection on which a few callers do everything to the same few bids: accept, withdraw,
/// reject, release, restock, close, and change the strategy. Small enough that all orders of its
/// calls can be searched through.
final class Market {
  private static final int CALLERS = 5;
  private static final int COMMANDS = 7;
  private static final int BIDS = 7;
  private static final int MOST_SUPPLY = 4;
  private static final int MOST_QUANTITY = 2;
  private static final Duration THINKING = Duration.ofMillis(250);

  private final Cast cast;
  private final Random random;

  private Market(Cast cast, Random random) {
    this.cast = cast;
    this.random = random;
  }

  /// One market after another until the round is over.
  static void run(Cast cast, Random random) throws InterruptedException {
    while (!cast.over().getAsBoolean()) {
      new Market(cast, random).run();
    }
  }

  private void run() throws InterruptedException {
    int supply = random.nextInt(1, MOST_SUPPLY + 1);
    Optional<CollectionState> opened = cast.collection(random, Notes.Kind.MARKET, supply);
    if (opened.isEmpty()) {
      return;
    }
    var bids = new ArrayList<Bid>();
    Caller placer = cast.caller(random);
    for (int i = 0; i < BIDS; i++) {
      Bid bid = cast.bid(random, opened.get().id(), random.nextInt(1, MOST_QUANTITY + 1));
      if (placer.place(bid)) {
        bids.add(bid);
      }
    }
    if (bids.isEmpty()) {
      return;
    }
    List<Callable<Void>> callers = new ArrayList<>();
    for (int i = 0; i < CALLERS; i++) {
      var own = new Random(random.nextLong());
      callers.add(() -> trade(own, opened.get().id(), bids));
    }
    Threads.all(callers);
  }

  private Void trade(Random own, CollectionId collection, List<Bid> bids)
      throws InterruptedException {
    Caller caller = cast.caller(own);
    for (int i = 0; i < COMMANDS && !cast.over().getAsBoolean(); i++) {
      var _ = caller.decide(command(own, collection, bids.get(own.nextInt(bids.size()))));
      caller.think(THINKING);
    }
    return null;
  }

  private Command command(Random own, CollectionId collection, Bid bid) {
    int lot = own.nextInt(100);
    if (lot < 50) {
      return new Command.Accept(collection, bid.id());
    } else if (lot < 60) {
      return new Command.Withdraw(collection, bid.id());
    } else if (lot < 68) {
      return new Command.Reject(collection, bid.id());
    } else if (lot < 84) {
      return new Command.Release(collection, bid.id());
    } else if (lot < 92) {
      return new Command.Restock(
          collection, new RestockId(cast.id(own)), own.nextInt(1, MOST_QUANTITY + 1));
    } else if (lot < 94) {
      return new Command.Close(collection);
    } else if (cast.doors().hasNode()) {
      var strategy = Strategies.NAMES.get(own.nextInt(Strategies.NAMES.size()));
      return new Command.SetStrategy(collection, strategy, "campaign");
    }
    return new Command.Accept(collection, bid.id());
  }
}
