package dev.stockade.engine.strategy;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.stockade.core.Assignment;
import dev.stockade.core.CollectionId;
import dev.stockade.core.Command;
import dev.stockade.core.Decision;
import dev.stockade.engine.call.Deadline;
import dev.stockade.engine.database.Reading;
import dev.stockade.engine.ledger.ReadTerms;
import dev.stockade.engine.ledger.Terms;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/// On which terms each collection is decided, as this node has read it a short while ago. It may be
/// out of date for that while, which is harmless: different strategies may decide on one collection
/// at the same moment.
///
/// Thread-safe.
public final class Assignments {
  private final Reading reading;
  private final ReadTerms read;
  private final Cache<CollectionId, Terms> known;

  /// @param most collections that are remembered
  /// @param age how long a reading is believed
  public Assignments(Reading reading, ReadTerms read, int most, Duration age) {
    this.reading = reading;
    this.read = read;
    this.known = Caffeine.newBuilder().maximumSize(most).expireAfterWrite(age).build();
  }

  /// The terms of those of the collections that exist and could be read.
  public Map<CollectionId, Terms> of(Collection<CollectionId> collections, Deadline deadline)
      throws InterruptedException {
    var assigned = new HashMap<>(known.getAllPresent(collections));
    if (assigned.size() < collections.size()) {
      var unknown = collections.stream().filter(id -> !assigned.containsKey(id)).toList();
      Map<CollectionId, Terms> found =
          reading.run(deadline, connection -> read.of(connection, unknown)).orElseGet(Map::of);
      known.putAll(found);
      assigned.putAll(found);
    }
    return assigned;
  }

  /// A collection is assigned anew from now on.
  void note(Command.SetStrategy command, Decision.StrategyChanged changed) {
    var assignment =
        new Assignment(changed.strategy(), changed.mode(), command.reason(), changed.entry().at());
    known
        .asMap()
        .computeIfPresent(
            command.collection(), (id, terms) -> new Terms(assignment, terms.limit()));
  }

  /// The terms of a collection are other ones from now on.
  public void forget(CollectionId collection) {
    known.invalidate(collection);
  }
}
