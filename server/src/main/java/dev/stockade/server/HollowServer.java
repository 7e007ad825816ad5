package dev.stockade.server;

import dev.stockade.server.api.HollowApi;
import dev.stockade.server.http.HttpServer;
import dev.stockade.server.http.Notices;
import java.net.URI;

/// A server with nothing behind it: it reads requests for acceptances as [Server] does and answers
/// them as if they had been accepted. What it does in a second, a server with an engine can at most
/// do. For measuring. Thread-safe.
public final class HollowServer implements AutoCloseable {
  private final HttpServer http;

  private HollowServer(HttpServer http) {
    this.http = http;
  }

  /// Starts it on a port that is free, with the bounds of a server by default.
  ///
  /// @throws dev.stockade.server.http.PortUnavailable where there is none
  public static HollowServer start(Notices notices) {
    var config = ServerConfig.on(0);
    return new HollowServer(
        HttpServer.start(
            HollowApi.routes(),
            Server.bounds(config),
            Server.patience(config),
            Server.background(config),
            notices));
  }

  /// Where it listens.
  public URI url() {
    return URI.create("http://127.0.0.1:" + http.port());
  }

  @Override
  public void close() {
    http.close();
  }
}
