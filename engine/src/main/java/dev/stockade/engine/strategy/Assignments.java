package dev.stockade.engine.strategy;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.stockade.core.Assignment;
import dev.stockade.core.CollectionId;
import dev.stockade.core.Command;
import dev.stockade.core.Decision;
import dev.stockade.core.StrategyName;
import dev.stockade.engine.DatabaseException;
import dev.stockade.engine.call.Deadline;
import dev.stockade.engine.database.Reading;
import dev.stockade.engine.ledger.ReadTerms;
import dev.stockade.engine.ledger.Terms;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// On which terms each collection is decided, as this node has read it a short while ago. It may be
/// out of date for that while, which is harmless: different strategies may decide on one collection
/// at the same moment.
///
/// When the while is over all callers of a hot collection ask at once: one of them asks the
/// database, and the others wait for it. What is asked about many collections goes together, see
/// [Inquiry].
///
/// Thread-safe.
public final class Assignments {
  private final Inquiry inquiry;
  private final Duration longest;
  private final AsyncCache<CollectionId, Terms> known;

  /// The bounds of what is kept.
  ///
  /// @param remembered collections
  /// @param questions that wait for the database; one more is answered with nothing
  public record Bounds(int remembered, int questions) {}

  /// @param age how long a reading is believed
  /// @param longest that a reading may take, if the caller who happens to make it has less time
  public Assignments(
      Reading reading, ReadTerms read, Bounds bounds, Duration age, Duration longest) {
    this.inquiry =
        new Inquiry(
            (ids, deadline) ->
                reading.run(deadline, connection -> read.of(connection, ids)).orElseGet(Map::of),
            bounds.questions());
    this.longest = longest;
    this.known =
        Caffeine.newBuilder()
            .maximumSize(bounds.remembered())
            .expireAfterWrite(age)
            .executor(task -> Thread.ofVirtual().start(task))
            .buildAsync();
  }

  /// The terms of those of the collections that exist and could be read.
  public Map<CollectionId, Terms> of(Collection<CollectionId> collections, Deadline deadline)
      throws InterruptedException {
    Map<CollectionId, Terms> present = present(collections);
    if (present.size() == collections.size()) {
      return present;
    }
    var all =
        known.getAll(
            collections,
            (unknown, executor) ->
                inquiry.about(Set.copyOf(unknown), deadline.atLeast(longest), executor));
    try {
      return all.get(deadline.left().toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      return present;
    } catch (ExecutionException e) {
      throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e);
    }
  }

  private Map<CollectionId, Terms> present(Collection<CollectionId> collections) {
    if (collections.size() != 1) {
      return known.synchronous().getAllPresent(collections);
    }
    CollectionId one = collections.iterator().next();
    Terms terms = known.synchronous().getIfPresent(one);
    return terms == null ? Map.of() : Map.of(one, terms);
  }

  /// By which strategy a collection is decided, where that was read a short while ago.
  public Optional<StrategyName> remembered(CollectionId collection) {
    return Optional.ofNullable(known.synchronous().getIfPresent(collection))
        .map(terms -> terms.assignment().strategy());
  }

  /// By which strategy a collection is decided; empty where that cannot be read. For who has his
  /// answer already and would like to know this besides: nothing ends it but time.
  public Optional<StrategyName> of(CollectionId collection, Deadline deadline) {
    try {
      return Optional.ofNullable(of(List.of(collection), deadline).get(collection))
          .map(terms -> terms.assignment().strategy());
    } catch (DatabaseException e) {
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }

  /// A collection is assigned anew from now on.
  void note(Command.SetStrategy command, Decision.StrategyChanged changed) {
    var assignment =
        new Assignment(changed.strategy(), changed.mode(), command.reason(), changed.entry().at());
    Terms terms = known.synchronous().getIfPresent(command.collection());
    if (terms != null) {
      known.synchronous().put(command.collection(), new Terms(assignment, terms.limit()));
    }
  }

  /// The terms of a collection are other ones from now on.
  public void forget(CollectionId collection) {
    known.synchronous().invalidate(collection);
  }
}
