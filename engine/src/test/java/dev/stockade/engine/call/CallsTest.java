package dev.stockade.engine.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/// Who is let in.
class CallsTest {
  private static final Duration LATE = Duration.ofSeconds(30);

  @Test
  void the_work_is_done_by_a_deadline_and_its_answer_given() throws Exception {
    try (var calls = new Calls(1, System::nanoTime)) {
      assertThat(calls.enter(LATE, deadline -> deadline.left().compareTo(LATE) <= 0, () -> false))
          .isTrue();
    }
  }

  @Test
  void one_more_than_there_is_room_for_is_busy_at_once() throws Exception {
    var inside = new CountDownLatch(1);
    var go = new CountDownLatch(1);
    try (var calls = new Calls(1, System::nanoTime);
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<String> first =
          threads.submit(
              () ->
                  calls.enter(
                      LATE,
                      deadline -> {
                        inside.countDown();
                        go.await(30, TimeUnit.SECONDS);
                        return "done";
                      },
                      () -> "busy"));
      assertThat(inside.await(30, TimeUnit.SECONDS)).isTrue();

      assertThat(calls.enter(LATE, deadline -> "done", () -> "busy")).isEqualTo("busy");
      go.countDown();
      assertThat(first.get(30, TimeUnit.SECONDS)).isEqualTo("done");
      assertThat(calls.enter(LATE, deadline -> "done", () -> "busy")).isEqualTo("done");
    }
  }

  @Test
  void work_that_throws_leaves_its_room_to_others() throws Exception {
    try (var calls = new Calls(1, System::nanoTime)) {
      assertThatThrownBy(
              () ->
                  calls.enter(
                      LATE,
                      deadline -> {
                        throw new IllegalArgumentException("no");
                      },
                      () -> "busy"))
          .isInstanceOf(IllegalArgumentException.class);
      assertThat(calls.enter(LATE, deadline -> "done", () -> "busy")).isEqualTo("done");
    }
  }

  @Test
  void who_is_interrupted_already_does_not_begin() {
    try (var calls = new Calls(1, System::nanoTime)) {
      Thread.currentThread().interrupt();

      assertThatThrownBy(() -> calls.enter(LATE, deadline -> "done", () -> "busy"))
          .isInstanceOf(InterruptedException.class);
    }
  }
}
