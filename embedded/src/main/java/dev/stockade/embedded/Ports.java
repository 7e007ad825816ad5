package dev.stockade.embedded;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;

/// Ports of the loopback interface.
final class Ports {

  private Ports() {}

  /// A port that is free now. Another program may take it a moment later.
  static int free() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.ofLiteral(Session.HOST))) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new PostgresUnavailable("there is no free port on " + Session.HOST, e);
    }
  }
}
