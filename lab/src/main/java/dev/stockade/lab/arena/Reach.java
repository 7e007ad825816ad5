package dev.stockade.lab.arena;

import dev.stockade.lab.Absent;
import dev.stockade.lab.http.Reply;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/// Whether a server can be reached. One that is started again is waited for, one that is gone is
/// not. Thread-safe.
final class Reach {
  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final Duration PAUSE = Duration.ofMillis(200);

  private final URI url;
  private final AtomicLong heard = new AtomicLong(System.nanoTime());

  Reach(URI url) {
    this.url = url;
  }

  /// Takes down that somebody answered, or nobody.
  ///
  /// @return the same
  /// @throws Absent where nobody has answered for too long
  Reply noted(Reply reply) {
    long now = System.nanoTime();
    switch (reply) {
      case Reply.Answered _, Reply.Wrong _ -> heard.accumulateAndGet(now, Math::max);
      case Reply.NotSent _, Reply.Lost _ -> {
        if (now - heard.get() > LIMIT.toNanos()) {
          throw new Absent(
              "the server at %s has not answered for %d s".formatted(url, LIMIT.toSeconds()));
        }
      }
    }
    return reply;
  }

  /// How long to wait before the next attempt where nobody listened.
  Duration pause() {
    return PAUSE;
  }

  Absent nobody() {
    return new Absent(
        "no server answers at %s: check that it runs, and host and port in the URL".formatted(url));
  }
}
