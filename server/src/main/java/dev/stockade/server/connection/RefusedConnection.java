package dev.stockade.server.connection;

import io.helidon.common.concurrency.limits.Limit;
import io.helidon.common.socket.HelidonSocket;
import io.helidon.webserver.spi.ServerConnection;
import java.time.Duration;

/// A connection that there is no room for: its client is told so and to come back.
record RefusedConnection(HelidonSocket socket, Lines lines) implements ServerConnection {
  @Override
  public void handle(Limit limit) {
    lines.refuse(socket);
  }

  @Override
  public Duration idleTime() {
    return Duration.ZERO;
  }

  @Override
  public void close(boolean interrupt) {
    // It ends by itself, within a second.
  }
}
