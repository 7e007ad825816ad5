package dev.stockade.engine.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/// Who wins between a caller that leaves and a worker that commits.
class CallsTest {
  private static final Duration SOON = Duration.ofMillis(50);
  private static final Duration LATE = Duration.ofSeconds(30);
  private final CountDownLatch never = new CountDownLatch(1);

  @Test
  void an_answer_in_time_is_given() throws Exception {
    try (var calls = new Calls(1, System::nanoTime)) {
      assertThat(calls.make(LATE, call -> "done", () -> "busy", () -> "in doubt"))
          .isEqualTo("done");
    }
  }

  @Test
  void at_the_deadline_a_call_that_sent_nothing_is_busy_and_can_commit_no_more() throws Exception {
    var mayCommit = new CompletableFuture<Boolean>();
    var left = new CountDownLatch(1);
    try (var calls = new Calls(1, System::nanoTime)) {
      String answer =
          calls.make(
              SOON,
              call -> {
                left.await(30, TimeUnit.SECONDS);
                mayCommit.complete(call.mayCommit());
                return "done";
              },
              () -> "busy",
              () -> "in doubt");
      left.countDown();

      assertThat(answer).isEqualTo("busy");
      assertThat(mayCommit.get(30, TimeUnit.SECONDS)).isFalse();
    }
  }

  @Test
  void at_the_deadline_a_call_that_sent_a_commit_is_in_doubt() throws Exception {
    var left = new CountDownLatch(1);
    try (var calls = new Calls(1, System::nanoTime)) {
      String answer =
          calls.make(
              SOON,
              call -> {
                call.mayCommit();
                left.await(30, TimeUnit.SECONDS);
                return "done";
              },
              () -> "busy",
              () -> "in doubt");
      left.countDown();

      assertThat(answer).isEqualTo("in doubt");
    }
  }

  @Test
  void a_commit_that_certainly_failed_leaves_no_doubt_but_one_that_wrote_does() {
    var undone = new Call(Deadline.in(LATE, System::nanoTime));
    undone.mayCommit();
    undone.undone();
    var written = new Call(Deadline.in(LATE, System::nanoTime));
    written.mayCommit();
    written.touched();
    written.mayCommit();
    written.undone();

    assertThat(undone.leave()).isTrue();
    assertThat(undone.mayCommit()).isFalse();
    assertThat(written.leave()).isFalse();
    assertThat(written.mayCommit()).isTrue();
  }

  @Test
  void an_interrupted_caller_that_sent_nothing_is_told_so_by_the_exception() throws Exception {
    try (var calls = new Calls(1, System::nanoTime)) {
      var thrown = interrupted(calls, call -> never.await(30, TimeUnit.SECONDS));

      assertThat(thrown.get()).isEqualTo("InterruptedException, interrupted: false");
      never.countDown();
    }
  }

  @Test
  void an_interrupted_caller_that_sent_a_commit_is_in_doubt_and_stays_interrupted()
      throws Exception {
    try (var calls = new Calls(1, System::nanoTime)) {
      var thrown =
          interrupted(calls, call -> call.mayCommit() && never.await(30, TimeUnit.SECONDS));

      assertThat(thrown.get()).isEqualTo("in doubt, interrupted: true");
      never.countDown();
    }
  }

  @Test
  void one_more_than_there_is_room_for_is_busy_at_once() throws Exception {
    try (var calls = new Calls(1, System::nanoTime)) {
      var inside = new CountDownLatch(1);
      var first =
          CompletableFuture.supplyAsync(
              () -> {
                try {
                  return calls.make(
                      LATE,
                      call -> {
                        inside.countDown();
                        never.await(30, TimeUnit.SECONDS);
                        return "done";
                      },
                      () -> "busy",
                      () -> "in doubt");
                } catch (InterruptedException e) {
                  return "interrupted";
                }
              });
      assertThat(inside.await(30, TimeUnit.SECONDS)).isTrue();

      assertThat(calls.make(LATE, call -> "done", () -> "busy", () -> "in doubt"))
          .isEqualTo("busy");
      never.countDown();
      assertThat(first.get(30, TimeUnit.SECONDS)).isEqualTo("done");
    }
  }

  @Test
  void what_the_work_throws_reaches_the_caller() {
    try (var calls = new Calls(1, System::nanoTime)) {
      assertThatThrownBy(
              () ->
                  calls.make(
                      LATE,
                      call -> {
                        throw new IllegalStateException("a bug");
                      },
                      () -> "busy",
                      () -> "in doubt"))
          .isInstanceOf(IllegalStateException.class)
          .hasMessage("a bug");
    }
  }

  private static AtomicReference<String> interrupted(Calls calls, Calls.Work<Boolean> work)
      throws Exception {
    var told = new AtomicReference<String>();
    var atWork = new CountDownLatch(1);
    Thread caller =
        Thread.ofVirtual()
            .start(
                () -> {
                  String answer;
                  try {
                    answer =
                        calls.make(
                            LATE,
                            call -> {
                              atWork.countDown();
                              work.run(call);
                              return "done";
                            },
                            () -> "busy",
                            () -> "in doubt");
                  } catch (InterruptedException e) {
                    answer = "InterruptedException";
                  }
                  told.set(answer + ", interrupted: " + Thread.currentThread().isInterrupted());
                });
    assertThat(atWork.await(30, TimeUnit.SECONDS)).isTrue();
    Awaitility.await().atMost(LATE).until(() -> caller.getState() == Thread.State.TIMED_WAITING);
    caller.interrupt();
    assertThat(caller.join(LATE)).isTrue();
    return told;
  }
}
