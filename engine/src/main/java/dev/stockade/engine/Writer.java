package dev.stockade.engine;

import dev.stockade.core.Bid;
import dev.stockade.core.Deferred;
import dev.stockade.core.Outcome;
import dev.stockade.engine.call.Calls;
import dev.stockade.engine.groupcommit.Caller;
import dev.stockade.engine.groupcommit.GroupCommit;
import dev.stockade.engine.groupcommit.Groups;
import dev.stockade.engine.ledger.IdempotentWrite;
import dev.stockade.engine.ledger.IdempotentWrite.Item;
import dev.stockade.engine.ledger.OpenCollection;
import dev.stockade.engine.ledger.SetRateLimit;
import dev.stockade.engine.ledger.Tables;
import java.util.Collections;
import java.util.List;
import java.util.function.Supplier;

/// Opens collections, limits them, and places bids, within the configured deadline: what no
/// strategy has to decide.
///
/// Thread-safe.
final class Writer {
  private final Config config;
  private final Calls calls;
  private final Groups groups;
  private final GroupCommit<Item<OpenCollection.Opening>> opening;
  private final GroupCommit<Item<SetRateLimit.Limiting>> limiting;
  private final GroupCommit<Item<Bid>> placing;

  Writer(Config config, Calls calls, Groups groups, Tables tables) {
    this.config = config;
    this.calls = calls;
    this.groups = groups;
    opening =
        groups.of(new IdempotentWrite<>(tables.opening()::open), item -> item.value().state().id());
    limiting =
        groups.of(
            new IdempotentWrite<>(tables.limiting()::set, SetRateLimit.Limiting::onceLost),
            item -> item.value().id());
    placing =
        groups.of(
            new IdempotentWrite<>(tables.placing()::place), item -> item.value().collection());
  }

  Outcome open(OpenCollection.Opening collection) throws InterruptedException {
    return write(opening, List.of(collection)).getFirst();
  }

  Outcome limit(SetRateLimit.Limiting limit) throws InterruptedException {
    return write(limiting, List.of(limit)).getFirst();
  }

  List<Outcome> place(List<Bid> bids) throws InterruptedException {
    return write(placing, bids);
  }

  private <I> List<Outcome> write(GroupCommit<Item<I>> group, List<I> values)
      throws InterruptedException {
    return calls.enter(
        config.time(Setting.DEADLINE),
        by -> {
          var caller = new Caller(by, values.size());
          return group.serve(
              caller, values.stream().map(value -> new Item<>(caller, value)).toList());
        },
        busy(values.size()));
  }

  /// What callers are told for whom there is no room.
  Supplier<List<Outcome>> busy(int items) {
    return () -> Collections.nCopies(items, new Deferred.Busy(groups.retryAfter()));
  }

  /// Waits until those who are under way are through.
  void close() {
    groups.close();
  }
}
