package dev.stockade.engine.strategy.queue;

import dev.stockade.core.CollectionId;
import dev.stockade.engine.call.Deadline;
import dev.stockade.engine.database.Reading;
import dev.stockade.engine.ledger.Fences;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// The partitions of a queue. Their names begin with an id that is in the database, so that queues
/// of several databases in one Redis do not meet; it is read when it is needed for the first time.
///
/// Thread-safe.
public final class Partitions {
  private final Reading reading;
  private final Fences fences;
  private final String name;
  private final int count;
  private volatile @Nullable List<Partition> all;

  /// @param name tells queues of one database apart
  /// @param count the same on all nodes, else a collection's requests are decided in two orders
  public Partitions(Reading reading, Fences fences, String name, int count) {
    this.reading = reading;
    this.fences = fences;
    this.name = name;
    this.count = count;
  }

  int count() {
    return count;
  }

  /// All of them; empty where the database did not answer in time.
  Optional<List<Partition>> all(Deadline deadline) throws InterruptedException {
    if (all == null) {
      Optional<UUID> identity = reading.run(deadline, fences::identity);
      all =
          identity
              .map(id -> IntStream.range(0, count).mapToObj(i -> named(id, i)).toList())
              .orElse(null);
    }
    return Optional.ofNullable(all);
  }

  private Partition named(UUID identity, int number) {
    return new Partition(identity + ":" + name, number);
  }

  /// The number of the partition of a collection: the same on every node.
  int of(CollectionId collection) {
    return Math.floorMod(collection.toString().hashCode(), count);
  }
}
