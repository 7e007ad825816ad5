package dev.stockade.engine.choice;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.stockade.core.Assignment;
import dev.stockade.core.Choice;
import dev.stockade.core.CollectionId;
import dev.stockade.core.Command;
import dev.stockade.engine.call.Calls;
import dev.stockade.engine.call.Deadline;
import dev.stockade.engine.ledger.Terms;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/// Watches the callers of those collections whose strategy is left to the engine, and asks for
/// another one where their number says so.
///
/// What is asked for is decided by the rules, like everything else: under the guard, and only where
/// the last switch is long enough ago by PostgreSQL's clock, whichever node made it. A caller never
/// waits for it.
///
/// Thread-safe.
public final class AutomaticChoice {
  /// The bounds of the choice.
  ///
  /// @param remembered collections that are watched at once; one that has had no caller for the
  ///   interval is forgotten
  /// @param window over which callers are counted
  /// @param interval the least time between two switches of a collection, and between two tries
  /// @param deadline of a try
  public record Bounds(int remembered, Duration window, Duration interval, Duration deadline) {}

  /// Decides an engine's own command, as any other is decided.
  @FunctionalInterface
  public interface Decide {
    void command(Command.SetStrategy command, Deadline deadline) throws InterruptedException;
  }

  private final Selector selector;
  private final BooleanSupplier hasQueue;
  private final Bounds bounds;
  private final Calls calls;
  private final LongSupplier nanoClock;
  private final Cache<CollectionId, Meter> meters;

  /// @param calls the door through which a switch goes in like a call, one of so many
  public AutomaticChoice(
      Selector selector,
      BooleanSupplier hasQueue,
      Bounds bounds,
      Calls calls,
      LongSupplier nanoClock) {
    this.selector = selector;
    this.hasQueue = hasQueue;
    this.bounds = bounds;
    this.calls = calls;
    this.nanoClock = nanoClock;
    this.meters =
        Caffeine.newBuilder()
            .maximumSize(bounds.remembered())
            .expireAfterAccess(bounds.interval().plus(bounds.window()))
            .ticker(nanoClock::getAsLong)
            .build();
  }

  /// The time that a caller is inside.
  public static final class Visit {
    private static final Visit UNSEEN = new Visit(List.of());

    private final List<Meter> meters;

    private Visit(List<Meter> meters) {
      this.meters = meters;
    }

    /// The caller has been answered.
    public void leave() {
      meters.forEach(Meter::leave);
    }
  }

  /// A caller comes in for these collections.
  ///
  /// @param decide called on a thread of its own where a switch is due
  public Visit enter(Map<CollectionId, Terms> terms, Decide decide) {
    List<Meter> entered = List.of();
    for (var collection : terms.entrySet()) {
      Assignment assigned = collection.getValue().assignment();
      if (assigned.mode() == Assignment.Mode.AUTO) {
        entered = entered.isEmpty() ? new ArrayList<>() : entered;
        entered.add(enter(collection.getKey(), assigned, decide));
      }
    }
    return entered.isEmpty() ? Visit.UNSEEN : new Visit(entered);
  }

  private Meter enter(CollectionId id, Assignment assigned, Decide decide) {
    long now = nanoClock.getAsLong();
    Meter meter =
        meters.get(
            id, key -> new Meter(now, bounds.window().toNanos(), bounds.interval().toNanos()));
    meter
        .enter(now)
        .ifPresent(
            callers ->
                selector
                    .select(assigned, callers, hasQueue.getAsBoolean())
                    .filter(selected -> meter.mayTry(now))
                    .ifPresent(selected -> attempt(command(id, selected), decide)));
    return meter;
  }

  private Command.SetStrategy command(CollectionId id, Selector.Selected selected) {
    var choice = new Choice.Switch(selected.strategy(), bounds.interval());
    return new Command.SetStrategy(id, choice, selected.reason().text());
  }

  private void attempt(Command.SetStrategy command, Decide decide) {
    Thread.ofVirtual()
        .start(
            () -> {
              try {
                calls.enter(
                    bounds.deadline(),
                    by -> {
                      decide.command(command, by);
                      return true;
                    },
                    () -> false);
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              } catch (RuntimeException e) {
                // The engine is closed, or its database is broken, of which callers hear: a later
                // window tries again.
              }
            });
  }
}
