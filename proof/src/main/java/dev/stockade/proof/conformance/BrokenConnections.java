package dev.stockade.proof.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stockade.core.Bid;
import dev.stockade.core.CollectionId;
import dev.stockade.core.Command;
import dev.stockade.core.Decision;
import dev.stockade.core.Deferred;
import dev.stockade.core.InDoubt;
import dev.stockade.core.Outcome;
import dev.stockade.core.RestockId;
import dev.stockade.proof.fault.Cut;
import dev.stockade.proof.fault.Hold;
import dev.stockade.proof.fault.Line;
import dev.stockade.proof.fault.Marks;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/// A node whose connections break at the worst moment, and another beside it whose do not.
interface BrokenConnections {
  Duration LIMIT = Duration.ofSeconds(30);

  Arena arena();

  Node nodeThrough(String jdbcUrl);

  @Test
  default void a_commit_whose_reply_is_lost_is_answered_as_what_it_did() throws Exception {
    try (Breakable breakable = Breakable.behind(arena(), this::nodeThrough)) {
      CollectionId collection = arena().open(1);
      Bid bid = arena().place(collection, 1);
      Cut cut = breakable.proxy().cutBeforeReply(Marks.commit(), 1);

      Decision told = arena().insist(breakable.node(), Arena.accept(bid));

      cut.await(1, LIMIT);
      assertThat(told).isInstanceOf(Decision.Accepted.class);
      assertThat(arena().insist(arena().here(), Arena.accept(bid)))
          .isEqualTo(new Decision.Accepted(bid.id(), 1, ((Decision.Accepted) told).entry(), true));
      assertThat(arena().happened(collection)).hasSize(1);
    }
  }

  @Test
  default void whatever_it_is_that_lost_its_reply_happens_once() throws Exception {
    try (Breakable breakable = Breakable.behind(arena(), this::nodeThrough)) {
      CollectionId collection = arena().open(5);
      Bid accepted = arena().place(collection, 2);
      Bid withdrawn = arena().place(collection, 1);
      Bid rejected = arena().place(collection, 1);
      List<Command> commands =
          List.of(
              Arena.accept(accepted),
              new Command.PlaceAndAccept(Arena.offer(collection, 1)),
              Arena.withdraw(withdrawn),
              Arena.reject(rejected),
              Arena.release(accepted),
              new Command.Restock(collection, new RestockId(UUID.randomUUID()), 3),
              new Command.Close(collection));

      for (int i = 0; i < commands.size(); i++) {
        Cut cut = breakable.proxy().cutBeforeReply(Marks.commit(), 1);
        Decision told = arena().insist(breakable.node(), commands.get(i));

        cut.await(1, LIMIT);
        assertThat(told).isNotInstanceOf(Decision.Refused.class);
        assertThat(arena().happened(collection)).as("%s", told).hasSize(i + 1);
      }
      assertThat(arena().state(collection).supply()).isEqualTo(8);
      assertThat(arena().state(collection).accepted()).isEqualTo(1);
    }
  }

  @Test
  default void a_connection_that_breaks_before_the_commit_is_sent_costs_nothing() throws Exception {
    try (Breakable breakable = Breakable.behind(arena(), this::nodeThrough)) {
      CollectionId collection = arena().open(1);
      Bid bid = arena().place(collection, 1);
      Cut cut = breakable.proxy().cutBefore(Marks.commit(), 2);

      Decision told = arena().insist(breakable.node(), Arena.accept(bid));

      cut.await(2, LIMIT);
      assertThat(told).isInstanceOf(Decision.Accepted.class);
      assertThat(arena().happened(collection)).hasSize(1);
    }
  }

  @Test
  default void a_commit_that_arrives_while_the_caller_asks_again_happens_once() throws Exception {
    try (Breakable breakable = Breakable.behind(arena(), this::nodeThrough)) {
      CollectionId collection = arena().open(1);
      Bid bid = arena().place(collection, 1);
      Bid rival = arena().place(collection, 1);
      Hold hold = breakable.proxy().hold(Marks.commit(), 1);
      var answered = new AtomicBoolean();

      List<Decision> told =
          Collision.of(
              List.of(
                  () -> {
                    Decision decision = arena().insist(breakable.node(), Arena.accept(bid));
                    answered.set(true);
                    return decision;
                  },
                  () -> {
                    hold.await(1, LIMIT);
                    // The row is locked by the session that waits for its commit, unless the one
                    // that asks again came there first.
                    arena().untilSomebodyWaitsForALockOr(answered::get);
                    hold.release(LIMIT);
                    return arena().insist(arena().there(), Arena.accept(rival));
                  }));

      assertThat(told.get(0))
          .isInstanceOfSatisfying(
              Decision.Accepted.class,
              it -> assertThat(arena().ordinal(collection, it.entry())).isEqualTo(1));
      assertThat(told.get(1)).isEqualTo(new Decision.SoldOut());
    }
  }

  @Test
  default void a_commit_that_may_still_arrive_is_a_doubt_until_it_is_asked_for_again()
      throws Exception {
    try (Breakable breakable = Breakable.behind(arena(), this::nodeThrough)) {
      CollectionId collection = arena().open(1);
      Bid bid = arena().place(collection, 1);
      Hold hold = breakable.proxy().hold(Marks.commit(), 1);

      Outcome first =
          arena()
              .ask(breakable.node(), List.of(Arena.accept(bid)), Duration.ofMillis(800))
              .getFirst();

      hold.await(1, LIMIT);
      if (first instanceof Decision.Accepted accepted) {
        // Whoever asked again came to the row before the write that was lost.
        hold.release(LIMIT);
        assertThat(arena().ordinal(collection, accepted.entry())).isEqualTo(1);
        assertThat(arena().happened(collection)).hasSize(1);
        return;
      }
      assertThat(first).isEqualTo(new InDoubt());
      // It arrives, unless PostgreSQL has ended the session that idled in its transaction.
      hold.release(LIMIT);
      Instant asked = arena().now();
      var again = (Decision.Accepted) arena().insist(arena().there(), Arena.accept(bid));
      assertThat(arena().ordinal(collection, again.entry())).isEqualTo(1);
      assertThat(again.repeated()).isEqualTo(again.entry().at().isBefore(asked));
      assertThat(arena().happened(collection)).hasSize(1);
    }
  }

  @Test
  default void a_commit_that_never_arrives_is_made_again() throws Exception {
    try (Breakable breakable = Breakable.behind(arena(), this::nodeThrough)) {
      CollectionId collection = arena().open(1);
      Bid bid = arena().place(collection, 1);
      Hold hold = breakable.proxy().hold(Marks.commit(), 1);
      CompletableFuture<Decision> told =
          inBackground(() -> arena().insist(breakable.node(), Arena.accept(bid)));

      hold.await(1, LIMIT);
      hold.drop();

      assertThat(told.get(LIMIT.toSeconds(), TimeUnit.SECONDS))
          .isInstanceOf(Decision.Accepted.class);
      assertThat(arena().happened(collection)).hasSize(1);
    }
  }

  @Test
  default void a_database_that_has_gone_silent_costs_nobody_more_than_the_deadline()
      throws Exception {
    try (Breakable breakable = Breakable.behind(arena(), this::nodeThrough)) {
      CollectionId collection = arena().open(1);
      Bid bid = arena().place(collection, 1);
      arena().insist(breakable.node(), Arena.release(bid));
      breakable.proxy().line(new Line.Silent());
      long start = System.nanoTime();

      Outcome told =
          arena().ask(breakable.node(), List.of(Arena.accept(bid)), Deadlines.SHORT).getFirst();

      assertThat(Duration.ofNanos(System.nanoTime() - start))
          .isLessThan(Deadlines.SHORT.plus(Deadlines.SLACK));
      assertThat(told).isInstanceOfAny(Deferred.class, InDoubt.class);
      breakable.proxy().line(new Line.Open());
      breakable.proxy().reset();
      assertThat(arena().insist(breakable.node(), Arena.accept(bid)))
          .isInstanceOf(Decision.Accepted.class);
    }
  }

  private static <T> CompletableFuture<T> inBackground(Callable<T> task) {
    var result = new CompletableFuture<T>();
    Thread.ofVirtual()
        .start(
            () -> {
              try {
                result.complete(task.call());
              } catch (Exception e) {
                result.completeExceptionally(e);
              }
            });
    return result;
  }
}
