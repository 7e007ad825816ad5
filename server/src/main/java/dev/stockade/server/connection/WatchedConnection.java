package dev.stockade.server.connection;

import io.helidon.common.concurrency.limits.Limit;
import io.helidon.webserver.spi.ServerConnection;
import java.time.Duration;

/// A connection that Helidon serves and a [Line] watches.
///
/// Helidon would interrupt it where it waits for a request: when it is idle, and at the end of the
/// server. A request whose bytes are on their way would be lost then. So it is told that the
/// connection is never idle, and its first, mild request to close is left to the watch, which
/// closes what stays silent. That request comes before the listener refuses clients.
final class WatchedConnection implements ServerConnection {
  private final ServerConnection connection;
  private final Line line;
  private final Lines lines;

  WatchedConnection(ServerConnection connection, Line line, Lines lines) {
    this.connection = connection;
    this.line = line;
    this.lines = lines;
  }

  @Override
  public void handle(Limit limit) throws InterruptedException {
    try {
      ScopedValue.where(Line.CURRENT, line)
          .call(
              () -> {
                connection.handle(limit);
                return true;
              });
    } finally {
      try {
        line.leave();
      } finally {
        lines.closed(line);
      }
    }
  }

  @Override
  public Duration idleTime() {
    return Duration.ZERO;
  }

  @Override
  public void close(boolean interrupt) {
    if (interrupt) {
      connection.close(true);
    }
  }
}
