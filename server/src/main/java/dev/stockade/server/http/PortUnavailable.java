package dev.stockade.server.http;

import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.SocketChannel;
import java.util.Locale;

/// The server cannot listen where it should. The message is one sentence for the operator.
public final class PortUnavailable extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private PortUnavailable(String message) {
    super(message);
  }

  private PortUnavailable(String message, Throwable cause) {
    super(message, cause);
  }

  /// Tries a port of the loopback interface. Helidon does not tell what is wrong with one.
  ///
  /// It takes the name only and does not listen: a client would be let in, and dropped.
  ///
  /// @throws PortUnavailable where it cannot be listened on
  public static void check(int port) {
    try (SocketChannel probe = SocketChannel.open()) {
      // As a listener has it: connections that were let in before are not in its way.
      probe.setOption(StandardSocketOptions.SO_REUSEADDR, true);
      probe.bind(new InetSocketAddress(HttpServer.LOOPBACK, port));
    } catch (IOException e) {
      throw new PortUnavailable(sentence(port, e), e);
    }
  }

  /// Whether nobody listens on a port of the loopback interface, so that it refuses clients.
  ///
  /// Who has closed a listener cannot tell: while a thread is in `accept`, the JDK leaves the
  /// closing to that thread, and until it comes to run the system takes in clients whom nobody will
  /// serve.
  static boolean isFree(int port) {
    try {
      check(port);
      return true;
    } catch (PortUnavailable taken) {
      return false;
    }
  }

  static PortUnavailable unexpected(int port) {
    return new PortUnavailable("cannot listen on port %d".formatted(port));
  }

  private static String sentence(int port, IOException e) {
    String reason = String.valueOf(e.getMessage());
    boolean taken =
        e instanceof BindException && reason.toLowerCase(Locale.ROOT).contains("in use");
    return taken
        ? "port %d is taken: stop what listens there, or choose another port".formatted(port)
        : "cannot listen on port %d: %s; choose another port".formatted(port, reason);
  }
}
