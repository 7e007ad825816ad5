package dev.stockade.server.connection;

import io.helidon.common.buffers.BufferData;
import io.helidon.common.socket.HelidonSocket;
import io.helidon.http.DirectHandler.EventType;
import io.helidon.http.RequestException;
import io.helidon.http.Status;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.ServerConnectionException;
import java.io.UncheckedIOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// A connection, and what is waited for on it since when.
///
/// One thread serves it and another, the [watch][Lines], cuts it off when the client is late. Phase
/// and times are guarded by the line, so a request whose bytes were read is never cut off for being
/// idle. The rest belongs to the thread that serves.
public final class Line {
  /// The line that the current thread serves.
  static final ScopedValue<Line> CURRENT = ScopedValue.newInstance();

  /// What is read and thrown away at most while a client is leaving.
  private static final long MOST_DISCARDED = 16 << 20;

  private enum Phase {
    /// For a request.
    AWAITING,
    /// For the rest of its head.
    HEAD,
    /// For the rest of its body.
    BODY,
    /// For ourselves.
    WORKING,
    /// For the client to see that it is over.
    LEAVING,
    /// For nothing: the connection is being closed.
    CUT
  }

  private final HelidonSocket socket;
  private final long mostBytes;
  private Phase phase = Phase.AWAITING;
  private long since = System.nanoTime();
  private boolean writing;
  private long writingSince;
  private long received;
  private boolean ended;
  private boolean lastAnswerGiven;

  /// @param mostBytes of one request with all its frills, so that none fills the memory
  Line(HelidonSocket socket, long mostBytes) {
    this.socket = socket;
    this.mostBytes = mostBytes;
  }

  public static Line current() {
    return CURRENT.get();
  }

  /// The head of a request has been read.
  public void requestBegins(boolean hasBody) {
    move(hasBody ? Phase.BODY : Phase.WORKING);
  }

  /// All of the request has been read.
  public void requestRead() {
    move(Phase.WORKING);
  }

  /// The answer has been given.
  ///
  /// @param last whether the client was told that the connection closes
  public void answered(boolean last) {
    lastAnswerGiven = last;
    received = 0;
    if (!last || !isUnread()) {
      move(Phase.AWAITING);
    }
  }

  /// The next bytes from the client; null at their end.
  byte @Nullable [] read() {
    if (lastAnswerGiven) {
      return null;
    }
    byte[] bytes = receive();
    if (bytes == null) {
      ended = true;
      return null;
    }
    received += bytes.length;
    if (received > mostBytes) {
      throw RequestException.builder()
          .type(EventType.BAD_REQUEST)
          .status(Status.REQUEST_ENTITY_TOO_LARGE_413)
          .setKeepAlive(false)
          .build();
    }
    headBegins();
    return bytes;
  }

  private byte @Nullable [] receive() {
    try {
      return socket.get();
    } catch (UncheckedIOException e) {
      throw new ServerConnectionException("the client is gone", e);
    }
  }

  void write(Runnable write) {
    writes(true);
    try {
      write.run();
    } finally {
      writes(false);
    }
  }

  private synchronized void writes(boolean begins) {
    writing = begins;
    writingSince = System.nanoTime();
  }

  private synchronized void headBegins() {
    if (phase == Phase.AWAITING) {
      move(Phase.HEAD);
    }
  }

  private synchronized void move(Phase to) {
    if (phase == Phase.CUT) {
      throw new CloseConnectionException("the client was late and was cut off");
    }
    phase = to;
    since = System.nanoTime();
  }

  private synchronized boolean isUnread() {
    return phase == Phase.HEAD || phase == Phase.BODY || phase == Phase.LEAVING;
  }

  /// Where the client still sends what was refused: takes it and throws it away, for a while. If
  /// the connection were closed over it, the client's system would forget the answer.
  void leave() {
    if (ended || !isUnread()) {
      return;
    }
    move(Phase.LEAVING);
    long discarded = 0;
    try {
      byte[] bytes = socket.get();
      while (bytes != null && discarded < MOST_DISCARDED) {
        discarded += bytes.length;
        bytes = socket.get();
      }
    } catch (UncheckedIOException gone) {
      // Then it has left.
    }
  }

  void refuse(byte[] answer) {
    move(Phase.LEAVING);
    write(() -> socket.write(BufferData.create(answer)));
  }

  /// Leaves out a time in which this process did not run.
  synchronized void excuse(long nanos) {
    since += nanos;
    writingSince += nanos;
  }

  /// Cuts the connection off if the client is late.
  ///
  /// @param silence how long it may be silent, where that is less than the patience says
  /// @param lateAnswer what a client is told whose request is late
  synchronized void check(long now, Patience patience, Duration silence, byte[] lateAnswer) {
    if (writing && now - writingSince > patience.write().toNanos()) {
      close();
      return;
    }
    switch (phase) {
      case AWAITING -> cutAfter(silence, now, new byte[0]);
      case HEAD -> cutAfter(patience.head(), now, lateAnswer);
      case BODY -> cutAfter(patience.body(), now, lateAnswer);
      case WORKING -> {}
      case LEAVING -> cutAfter(Patience.LEAVING, now, new byte[0]);
      case CUT -> {
        if (now - since > Patience.LAST_WORDS.toNanos()) {
          close();
        }
      }
    }
  }

  /// Says the last words on a thread of its own: a client that takes nothing would hold up the
  /// watch.
  private void cutAfter(Duration time, long now, byte[] lastWords) {
    if (now - since <= time.toNanos()) {
      return;
    }
    phase = Phase.CUT;
    since = now;
    Thread.startVirtualThread(
        () -> {
          try {
            if (lastWords.length > 0) {
              socket.write(BufferData.create(lastWords));
            }
          } catch (UncheckedIOException gone) {
            // Then it will not hear them.
          }
          close();
        });
  }

  private void close() {
    try {
      socket.close();
    } catch (RuntimeException gone) {
      // It is closed. Nothing of it may end the watch over the others.
    }
  }
}
