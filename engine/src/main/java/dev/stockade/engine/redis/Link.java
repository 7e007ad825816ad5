package dev.stockade.engine.redis;

import io.lettuce.core.api.StatefulConnection;
import io.lettuce.core.resource.ClientResources;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// A connection that is tried for in the background until it is made for the first time; from then
/// on it restores itself. Thread-safe.
final class Link<C extends StatefulConnection<byte[], byte[]>> implements AutoCloseable {
  static final long PAUSE_MILLIS = 200;

  private final ClientResources resources;
  private final Supplier<? extends CompletionStage<C>> connect;
  private final Consumer<C> made;
  private volatile @Nullable C connection;
  private volatile boolean closed;

  /// @param made called once, on a thread of the client, when the connection is made
  Link(
      ClientResources resources, Supplier<? extends CompletionStage<C>> connect, Consumer<C> made) {
    this.resources = resources;
    this.connect = connect;
    this.made = made;
    tryToConnect();
  }

  /// Empty while there is none.
  Optional<C> get() {
    C now = connection;
    return now != null && now.isOpen() ? Optional.of(now) : Optional.empty();
  }

  private void tryToConnect() {
    if (!closed) {
      connect.get().whenComplete(this::tried);
    }
  }

  private void tried(@Nullable C connected, @Nullable Throwable failure) {
    if (connected != null) {
      made.accept(connected);
      connection = connected;
    } else if (!closed) {
      CompletableFuture.delayedExecutor(
              PAUSE_MILLIS, TimeUnit.MILLISECONDS, resources.eventExecutorGroup())
          .execute(this::tryToConnect);
    }
  }

  /// Tries no more. The client that it comes from closes the connection.
  @Override
  public void close() {
    closed = true;
  }
}
