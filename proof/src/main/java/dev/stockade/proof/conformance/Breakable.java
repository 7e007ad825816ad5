package dev.stockade.proof.conformance;

import dev.stockade.proof.fault.FaultProxy;
import java.io.IOException;
import java.net.URI;
import java.util.function.Function;

/// A node behind a proxy that breaks its connections.
record Breakable(FaultProxy proxy, Node node) implements AutoCloseable {
  private static final int POSTGRES = 5432;

  static Breakable behind(Arena arena, Function<String, Node> start) throws IOException {
    arena.breaksConnections();
    URI address = URI.create(arena.jdbcUrl().substring("jdbc:".length()));
    int port = address.getPort() < 0 ? POSTGRES : address.getPort();
    FaultProxy proxy = FaultProxy.inFrontOf(address.getHost(), port);
    try {
      return new Breakable(proxy, start.apply(proxy.through(arena.jdbcUrl())));
    } catch (RuntimeException e) {
      proxy.close();
      throw e;
    }
  }

  @Override
  public void close() throws IOException {
    proxy.close();
    node.close();
  }
}
