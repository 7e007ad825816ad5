package dev.stockade.engine.strategy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.stockade.core.Assignment;
import dev.stockade.core.CollectionId;
import dev.stockade.core.StrategyName;
import dev.stockade.engine.DatabaseException;
import dev.stockade.engine.call.Deadline;
import dev.stockade.engine.ledger.Terms;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// Questions about terms that come while another one is answered are asked together.
class InquiryTest {
  private static final Terms ROW_LOCK =
      new Terms(
          Assignment.opened(new StrategyName("row-lock"), Assignment.Mode.PINNED),
          Optional.empty());

  private final LinkedBlockingQueue<Set<CollectionId>> asked = new LinkedBlockingQueue<>();

  @Test
  void what_is_asked_while_another_question_is_answered_is_asked_together() throws Exception {
    var first = new CountDownLatch(1);
    Inquiry inquiry =
        new Inquiry(
            (ids, deadline) -> {
              asked.add(ids);
              if (ids.size() == 1) {
                first.await();
              }
              return allOf(ids);
            },
            100);
    CollectionId alone = collection();
    List<CollectionId> others = IntStream.range(0, 20).mapToObj(i -> collection()).toList();

    var answers = new ArrayList<CompletableFuture<Map<CollectionId, Terms>>>();
    answers.add(ask(inquiry, alone));
    assertThat(asked.poll(10, TimeUnit.SECONDS)).containsExactly(alone);
    others.forEach(id -> answers.add(ask(inquiry, id)));
    first.countDown();

    for (int i = 0; i < others.size(); i++) {
      assertThat(answers.get(i + 1).get(10, TimeUnit.SECONDS)).containsOnlyKeys(others.get(i));
    }
    int readings = 0;
    for (Set<CollectionId> ids = asked.poll(); ids != null; ids = asked.poll()) {
      readings++;
    }
    assertThat(readings).isLessThan(others.size());
  }

  @Test
  void a_question_behind_a_reading_that_hangs_is_answered_by_another_reading() throws Exception {
    var never = new CountDownLatch(1);
    CollectionId hanging = collection();
    Inquiry inquiry =
        new Inquiry(
            (ids, deadline) -> {
              asked.add(ids);
              if (ids.contains(hanging)) {
                never.await();
              }
              return allOf(ids);
            },
            100);
    try {
      CompletableFuture<Map<CollectionId, Terms>> hangs = ask(inquiry, hanging);
      assertThat(asked.poll(10, TimeUnit.SECONDS)).containsExactly(hanging);
      var answers = new ArrayList<CompletableFuture<Map<CollectionId, Terms>>>();
      await()
          .atMost(Duration.ofSeconds(10))
          .until(
              () -> {
                answers.add(ask(inquiry, collection()));
                return answers.stream().anyMatch(CompletableFuture::isDone);
              });
      assertThat(hangs).isNotDone();
    } finally {
      never.countDown();
    }
  }

  @Test
  void a_reading_that_fails_fails_those_who_asked_and_nobody_after_them() throws Exception {
    CollectionId broken = collection();
    Inquiry inquiry =
        new Inquiry(
            (ids, deadline) -> {
              if (ids.contains(broken)) {
                throw new DatabaseException("no such table", new IllegalStateException());
              }
              return allOf(ids);
            },
            100);
    assertThatThrownBy(() -> ask(inquiry, broken).get(10, TimeUnit.SECONDS))
        .hasCauseInstanceOf(DatabaseException.class);
    CollectionId whole = collection();
    assertThat(ask(inquiry, whole).get(10, TimeUnit.SECONDS)).containsOnlyKeys(whole);
  }

  @Test
  void a_question_for_which_there_is_no_room_is_answered_with_nothing() throws Exception {
    var first = new CountDownLatch(1);
    Inquiry inquiry =
        new Inquiry(
            (ids, deadline) -> {
              asked.add(ids);
              first.await();
              return allOf(ids);
            },
            1);
    CompletableFuture<Map<CollectionId, Terms>> reading = ask(inquiry, collection());
    assertThat(asked.poll(10, TimeUnit.SECONDS)).hasSize(1);
    CompletableFuture<Map<CollectionId, Terms>> waiting = ask(inquiry, collection());
    assertThat(ask(inquiry, collection())).isCompletedWithValue(Map.of());
    first.countDown();
    assertThat(reading.get(10, TimeUnit.SECONDS)).hasSize(1);
    assertThat(waiting.get(10, TimeUnit.SECONDS)).hasSize(1);
  }

  @Test
  void whoever_finds_no_thread_leaves_the_next_one_able_to_read() throws Exception {
    Inquiry inquiry = new Inquiry((ids, deadline) -> allOf(ids), 100);
    for (int i = 0; i < 10; i++) {
      assertThatThrownBy(
              () ->
                  inquiry.about(
                      Set.of(collection()),
                      Deadline.in(Duration.ofSeconds(5), System::nanoTime),
                      task -> {
                        throw new RejectedExecutionException("no thread");
                      }))
          .isInstanceOf(RejectedExecutionException.class);
    }
    assertThat(ask(inquiry, collection()).get(10, TimeUnit.SECONDS)).hasSize(1);
  }

  private static CompletableFuture<Map<CollectionId, Terms>> ask(Inquiry inquiry, CollectionId id) {
    return inquiry.about(
        Set.of(id),
        Deadline.in(Duration.ofSeconds(5), System::nanoTime),
        task -> Thread.ofVirtual().start(task));
  }

  private static Map<CollectionId, Terms> allOf(Set<CollectionId> ids) {
    var terms = new HashMap<CollectionId, Terms>();
    ids.forEach(id -> terms.put(id, ROW_LOCK));
    return terms;
  }

  private static CollectionId collection() {
    return CollectionId.of(UUID.randomUUID());
  }
}
