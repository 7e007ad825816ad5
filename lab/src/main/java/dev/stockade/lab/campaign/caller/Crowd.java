package dev.stockade.lab.campaign.caller;

import dev.stockade.lab.Threads;
import dev.stockade.lab.campaign.notes.Notes;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;

/// All who trade in a round: a river, rushes and markets, at the same time. Some sixty callers at
/// most, each with one request at a time.
public final class Crowd {
  private static final int RUSHES = 2;
  private static final int MARKETS = 3;

  private final AtomicBoolean over = new AtomicBoolean();
  private final Cast cast;
  private final List<Callable<Void>> trades = new ArrayList<>();

  public Crowd(Doors doors, Notes notes, long seed) {
    this.cast = new Cast(doors, notes, over::get);
    var random = new Random(seed);
    add(River::run, random);
    for (int i = 0; i < RUSHES; i++) {
      add(Rush::run, random);
    }
    for (int i = 0; i < MARKETS; i++) {
      add(Market::run, random);
    }
  }

  private interface Trade {
    void run(Cast cast, Random random) throws InterruptedException;
  }

  private void add(Trade trade, Random random) {
    var own = new Random(random.nextLong());
    trades.add(
        () -> {
          trade.run(cast, own);
          return null;
        });
  }

  /// Returns when it is over and everybody has an answer.
  public void trade() throws InterruptedException {
    Threads.all(trades);
  }

  /// Nobody begins anything new.
  public void over() {
    over.set(true);
  }
}
