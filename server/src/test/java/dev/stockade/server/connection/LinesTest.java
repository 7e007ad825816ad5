package dev.stockade.server.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class LinesTest {
  private static final Duration LONG = Duration.ofSeconds(10);

  /// Else its client opens another one, which nobody serves.
  @Test
  void no_answer_is_the_last_of_its_connection_while_the_listener_takes_clients() {
    var closed = new AtomicBoolean();
    var asked = new AtomicInteger();
    try (Lines lines = lines()) {
      lines.drainAfter(
          () -> {
            asked.incrementAndGet();
            return closed.get();
          });
      await().atMost(LONG).until(() -> asked.get() > 2);
      assertThat(lines.draining()).isFalse();

      closed.set(true);

      await().atMost(LONG).until(lines::draining);
    }
  }

  /// As where another process has taken its port.
  @Test
  void a_listener_that_never_looks_closed_does_not_keep_clients_inside() {
    try (Lines lines = lines()) {
      lines.drainAfter(() -> false);

      await().atMost(LONG).until(lines::draining);
    }
  }

  private static Lines lines() {
    return new Lines(
        new Lines.Bounds(1, 1),
        new Patience(LONG, LONG, LONG, LONG),
        new Lines.Answers(new byte[0], new byte[0]));
  }
}
