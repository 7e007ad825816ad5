package dev.stockade.server;

import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/// A server that the tests of a class share: it ends with them.
final class Node implements AfterAllCallback {
  private final Server server;
  private final Client client;

  private Node(Server server) {
    this.server = server;
    this.client = new Client(server.url());
  }

  /// One on a database of its own.
  static Node start() {
    return on(new TestDatabase());
  }

  static Node on(TestDatabase database) {
    return on(database, Map.of());
  }

  static Node on(TestDatabase database, Map<String, String> settings) {
    return new Node(database.start(settings));
  }

  Client client() {
    return client;
  }

  Server server() {
    return server;
  }

  URI url() {
    return server.url();
  }

  @Override
  public void afterAll(ExtensionContext context) {
    server.close();
  }
}
