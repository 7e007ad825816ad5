package dev.stockade.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import org.junit.jupiter.api.Test;

class PortUnavailableTest {
  @Test
  void a_port_is_free_when_nobody_listens_though_a_client_is_still_inside() throws Exception {
    try (var client = new Socket();
        Socket inside = letIn(client)) {
      assertThat(PortUnavailable.isFree(inside.getLocalPort())).isTrue();

      inside.getOutputStream().write(1);
      assertThat(client.getInputStream().read()).isEqualTo(1);
    }
  }

  private static Socket letIn(Socket client) throws IOException {
    try (var listener = new ServerSocket(0, 1, HttpServer.LOOPBACK)) {
      client.connect(listener.getLocalSocketAddress());
      assertThat(PortUnavailable.isFree(listener.getLocalPort())).isFalse();
      return listener.accept();
    }
  }
}
