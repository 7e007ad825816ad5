package dev.stockade.server.connection;

import io.helidon.common.socket.HelidonSocket;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/// All connections, and the watch that cuts off those whose client is late. Thread-safe.
public final class Lines implements AutoCloseable {
  private static final Duration PERIOD = Duration.ofMillis(100);

  /// From when on a check is late: this process has not run then, or hardly.
  private static final Duration LATE = Duration.ofMillis(300);

  /// How long the listener is waited for. Where another process has taken its port meanwhile, it
  /// looks as if it were still open.
  private static final Duration LISTENER_CLOSES = Duration.ofSeconds(2);

  private final Semaphore room;
  private final Set<Line> open = ConcurrentHashMap.newKeySet();
  private final Set<Line> refused = ConcurrentHashMap.newKeySet();
  private final Bounds bounds;
  private final Patience patience;
  private final Answers answers;
  private final ScheduledExecutorService watch =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("stockade-http-watch").factory());
  private final AtomicReference<@Nullable Ending> ending = new AtomicReference<>();
  private final AtomicReference<@Nullable Long> drainingSince = new AtomicReference<>();

  /// Belongs to the watch.
  private long checkedAt = System.nanoTime();

  /// How much of everything there may be.
  ///
  /// @param connections at once; further ones are told to come back
  /// @param requestBytes of one request with all its frills
  public record Bounds(int connections, long requestBytes) {}

  /// @param closed whether the listener refuses clients
  private record Ending(BooleanSupplier closed, long since) {
    boolean isOver(long now) {
      return closed.getAsBoolean() || now - since > LISTENER_CLOSES.toNanos();
    }

    Ending excused(long missed) {
      return new Ending(closed, since + missed);
    }
  }

  /// What is sent where there is no request to answer, as bytes of HTTP.
  ///
  /// @param late to a client whose request took too long to arrive
  /// @param full to a client for whom there is no room
  @SuppressWarnings("ArrayRecordComponent") // never compared
  public record Answers(byte[] late, byte[] full) {}

  public Lines(Bounds bounds, Patience patience, Answers answers) {
    this.bounds = bounds;
    this.room = new Semaphore(bounds.connections());
    this.patience = patience;
    this.answers = answers;
    var _ =
        watch.scheduleWithFixedDelay(
            this::check, PERIOD.toMillis(), PERIOD.toMillis(), TimeUnit.MILLISECONDS);
  }

  /// A new line; empty where there is no room.
  Optional<Line> open(HelidonSocket socket) {
    if (!room.tryAcquire()) {
      return Optional.empty();
    }
    var line = new Line(socket, bounds.requestBytes());
    open.add(line);
    return Optional.of(line);
  }

  /// Tells a client that there is no room.
  void refuse(HelidonSocket socket) {
    var line = new Line(socket, bounds.requestBytes());
    refused.add(line);
    try {
      line.refuse(answers.full());
      line.leave();
    } finally {
      refused.remove(line);
    }
  }

  void closed(Line line) {
    if (open.remove(line)) {
      room.release();
    }
  }

  /// Once the listener is closed, every answer is the last of its connection, and silent
  /// connections are closed. Not before: a client whose connection ends opens another one, and
  /// would be dropped with the listener.
  ///
  /// @param closed whether the listener refuses clients; asked by the watch until it does
  public void drainAfter(BooleanSupplier closed) {
    ending.compareAndSet(null, new Ending(closed, System.nanoTime()));
  }

  public boolean draining() {
    return drainingSince.get() != null;
  }

  private void check() {
    long now = System.nanoTime();
    excuse(Math.max(0, now - checkedAt - LATE.toNanos()));
    checkedAt = now;
    drainIfOver(now);
    Long since = drainingSince.get();
    boolean mayClose = since != null && now - since > Patience.SILENCE.toNanos();
    Duration silence = mayClose ? Patience.SILENCE : patience.idle();
    open.forEach(line -> line.check(now, patience, silence, answers.late()));
    refused.forEach(line -> line.check(now, patience, silence, answers.late()));
  }

  private void drainIfOver(long now) {
    Ending begun = ending.get();
    if (begun != null && !draining() && begun.isOver(now)) {
      drainingSince.set(now);
    }
  }

  /// Where the watch is late, whoever reads is late too: the bytes that a client sent in time wait
  /// unread, and the listener is still to close. So what was missed counts for nobody's lateness.
  private void excuse(long missed) {
    if (missed > 0) {
      ending.updateAndGet(begun -> begun == null ? null : begun.excused(missed));
      drainingSince.updateAndGet(since -> since == null ? null : since + missed);
      open.forEach(line -> line.excuse(missed));
      refused.forEach(line -> line.excuse(missed));
    }
  }

  @Override
  public void close() {
    watch.shutdownNow();
  }
}
