package dev.stockade.proof.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stockade.core.Bid;
import dev.stockade.core.CollectionId;
import dev.stockade.core.Decision;
import dev.stockade.core.Event;
import dev.stockade.core.InDoubt;
import dev.stockade.core.Outcome;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

/// Callers that are interrupted: either nothing is written, now or later, or they are told that
/// they cannot know and find their interrupt status set again.
interface Interruptions {
  int LIMIT_SECONDS = 30;

  Arena arena();

  @Test
  default void a_caller_that_is_interrupted_already_writes_nothing() throws Exception {
    CollectionId collection = arena().open(1);
    Bid bid = arena().place(collection, 1);

    Thread.currentThread().interrupt();

    assertThatThrownBy(() -> arena().ask(arena().here(), Arena.accept(bid)))
        .isInstanceOf(InterruptedException.class);
    assertThat(Thread.interrupted()).isFalse();
    assertThat(arena().happened(collection)).isEmpty();
  }

  @Test
  default void a_caller_that_is_interrupted_while_it_waits_for_a_row_goes_with_the_truth()
      throws Exception {
    CollectionId collection = arena().open(2);
    Bid bid = arena().place(collection, 1);
    Bid next = arena().place(collection, 1);
    var told = new CompletableFuture<Optional<Outcome>>();

    try (Stranger _ = arena().strangerHolding(collection)) {
      Thread caller =
          Thread.ofVirtual().start(() -> complete(told, () -> ask(arena().here(), bid)));
      arena().untilSomebodyWaitsForALock();
      caller.interrupt();

      assertThat(told.get(LIMIT_SECONDS, TimeUnit.SECONDS))
          .isIn(Optional.empty(), Optional.of(new InDoubt()));
    }
    // Whatever the node still had under way would come before this.
    Decision last = arena().insist(arena().here(), Arena.accept(next));
    long written = told.join().isEmpty() ? 1 : arena().happened(collection).size();
    assertThat(last)
        .isInstanceOfSatisfying(
            Decision.Accepted.class,
            it -> assertThat(arena().ordinal(collection, it.entry())).isEqualTo(written));
    assertThat(arena().happened(collection)).hasSize((int) written);
  }

  @Test
  default void callers_that_are_interrupted_at_any_moment_are_told_the_truth() throws Exception {
    long seed = Seeds.next("interruptions");
    var random = new Random(seed);
    CollectionId collection = arena().open(62);
    List<Bid> bids = arena().place(collection, 60, 1);
    var tasks = new ArrayList<Callable<Optional<Outcome>>>();
    for (Bid bid : bids) {
      long after = random.nextLong(8_000_000);
      Node node = arena().node(tasks.size());
      tasks.add(() -> interrupted(node, bid, after));
    }

    List<Optional<Outcome>> told = Collision.of(tasks);

    // Whatever the nodes still had under way comes before these.
    arena().insist(arena().here(), Arena.accept(arena().place(collection, 1)));
    arena().insist(arena().there(), Arena.accept(arena().place(collection, 1)));
    Set<Object> written = new HashSet<>();
    arena().happened(collection).forEach(event -> written.add(((Event.OnBid) event).bid()));
    for (int i = 0; i < bids.size(); i++) {
      Object bid = bids.get(i).id();
      if (told.get(i).isEmpty()) {
        assertThat(written).as("interrupted, seed %d", seed).doesNotContain(bid);
      } else if (told.get(i).get() instanceof Decision.Accepted) {
        assertThat(written).as("accepted, seed %d", seed).contains(bid);
      }
    }
  }

  private Optional<Outcome> interrupted(Node node, Bid bid, long afterNanos) throws Exception {
    Thread caller = Thread.currentThread();
    Thread.ofVirtual()
        .start(
            () -> {
              LockSupport.parkNanos(afterNanos);
              caller.interrupt();
            });
    return ask(node, bid);
  }

  /// @return the answer; empty where the caller was told by an exception that nothing was written
  private Optional<Outcome> ask(Node node, Bid bid) throws Exception {
    try {
      Outcome outcome = arena().ask(node, Arena.accept(bid));
      boolean again = Thread.currentThread().isInterrupted();
      if (outcome instanceof InDoubt) {
        assertThat(again).as("the interrupt status of a caller in doubt").isTrue();
      }
      return Optional.of(outcome);
    } catch (InterruptedException e) {
      return Optional.empty();
    }
  }

  private static <T> void complete(CompletableFuture<T> result, Callable<T> task) {
    try {
      result.complete(task.call());
    } catch (Exception e) {
      result.completeExceptionally(e);
    }
  }
}
