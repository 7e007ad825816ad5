package dev.stockade.server.http;

import dev.stockade.server.connection.Lines;
import dev.stockade.server.connection.Patience;
import dev.stockade.server.connection.WatchedSelector;
import io.helidon.webserver.ErrorHandling;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.http1.Http1Config;
import java.net.InetAddress;
import java.time.Duration;
import java.util.logging.Level;
import java.util.logging.Logger;

/// Listens on the loopback interface and answers by routes, one virtual thread a connection.
public final class HttpServer implements AutoCloseable {
  /// Helidon says by itself what no operator needs to know. Held, else the setting is forgotten.
  private static final Logger HELIDON = Logger.getLogger("io.helidon");

  static final InetAddress LOOPBACK = InetAddress.ofLiteral("127.0.0.1");

  private static final int HEAD_BYTES = 4_096 + 16_384;

  /// A body in chunks of one byte needs six times its size.
  private static final int CHUNK_FRILLS = 8;

  /// Connections beyond the bound that are told so at the same time; further ones wait.
  private static final int REFUSED_AT_ONCE = 64;

  private final Lines lines;
  private final WebServer server;

  private HttpServer(Lines lines, WebServer server) {
    this.lines = lines;
    this.server = server;
  }

  /// Where it listens, and how much of everything there may be.
  ///
  /// @param port 0 for one that is free
  /// @param bodyBytes the most that a body may have
  /// @param heartbeat how long nothing may be sent in a stream
  /// @param drain how long [#close] waits for requests that are under way
  public record Bounds(
      int port, int connections, int bodyBytes, Duration drain, Duration heartbeat) {}

  /// Starts it; it answers when this returns.
  ///
  /// @param background of requests that are not waited for; closed by whoever made it
  ///
  /// @throws PortUnavailable where the port cannot be had
  public static HttpServer start(
      Routes routes, Bounds bounds, Patience patience, Background background, Notices notices) {
    HELIDON.setLevel(Level.OFF);
    PortUnavailable.check(bounds.port());
    long requestBytes = HEAD_BYTES + (long) CHUNK_FRILLS * bounds.bodyBytes();
    var lines =
        new Lines(new Lines.Bounds(bounds.connections(), requestBytes), patience, RawAnswers.all());
    WebServer server =
        WebServer.builder()
            .address(LOOPBACK)
            .port(bounds.port())
            .shutdownHook(false)
            .featuresDiscoverServices(false)
            .protocolsDiscoverServices(false)
            .addConnectionSelector(new WatchedSelector(Http1Config.create(), lines))
            .maxTcpConnections(bounds.connections() + REFUSED_AT_ONCE)
            .maxPayloadSize(bounds.bodyBytes())
            .shutdownGracePeriod(bounds.drain())
            .connectionOptions(options -> options.tcpNoDelay(true))
            .errorHandling(ErrorHandling.builder().includeEntity(true).build())
            .directHandlers(DirectProblems.handlers())
            .routing(
                routing ->
                    routing.any(new Front(routes, lines, notices, bounds.heartbeat(), background)))
            .build()
            .start();
    if (!server.isRunning()) {
      lines.close();
      throw PortUnavailable.unexpected(bounds.port());
    }
    return new HttpServer(lines, server);
  }

  public int port() {
    return server.port();
  }

  /// Lets nobody in any more, answers whoever is inside, and returns when they have left. Once new
  /// connections are refused, answers say that the connection closes, and connections that stay
  /// silent are closed after two seconds.
  @Override
  public void close() {
    int port = port();
    lines.drainAfter(() -> PortUnavailable.isFree(port));
    server.stop();
    lines.close();
  }
}
