package dev.stockade.server.connection;

import io.helidon.common.buffers.BufferData;
import io.helidon.common.socket.HelidonSocket;
import io.helidon.webserver.ConnectionContext;
import io.helidon.webserver.http1.Http1Config;
import io.helidon.webserver.http1.Http1ConnectionSelector;
import io.helidon.webserver.spi.ServerConnection;
import io.helidon.webserver.spi.ServerConnectionSelector;
import java.util.Set;

/// Where Helidon gets its connections: HTTP/1.1 and nothing else, each watched. It must be the only
/// selector, else Helidon reads from the connection before it is here.
public final class WatchedSelector implements ServerConnectionSelector {
  private final Http1ConnectionSelector http1;
  private final Lines lines;

  public WatchedSelector(Http1Config config, Lines lines) {
    this.http1 = Http1ConnectionSelector.builder().config(config).build();
    this.lines = lines;
  }

  @Override
  public int bytesToIdentifyConnection() {
    return 0;
  }

  @Override
  public Support supports(BufferData data) {
    return Support.SUPPORTED;
  }

  @Override
  public Set<String> supportedApplicationProtocols() {
    return http1.supportedApplicationProtocols();
  }

  @Override
  public ServerConnection connection(ConnectionContext context) {
    HelidonSocket socket = context.serverSocket();
    return lines
        .open(socket)
        .<ServerConnection>map(
            line ->
                new WatchedConnection(
                    http1.connection(new WatchedContext(context, line)), line, lines))
        .orElseGet(() -> new RefusedConnection(socket, lines));
  }
}
