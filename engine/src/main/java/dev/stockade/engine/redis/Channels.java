package dev.stockade.engine.redis;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.lettuce.core.RedisChannelHandler;
import io.lettuce.core.RedisConnectionStateListener;
import io.lettuce.core.pubsub.RedisPubSubAdapter;
import io.lettuce.core.pubsub.StatefulRedisPubSubConnection;
import io.lettuce.core.resource.ClientResources;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// What others publish, heard as long as there is a connection; what is published meanwhile is
/// lost. Thread-safe.
public final class Channels implements AutoCloseable {
  private final Map<String, Consumer<byte[]>> listeners = new ConcurrentHashMap<>();
  private final ClientResources resources;
  private final Supplier<? extends CompletionStage<StatefulRedisPubSubConnection<byte[], byte[]>>>
      connect;
  private @Nullable Link<StatefulRedisPubSubConnection<byte[], byte[]>> link;
  private volatile Runnable lost = () -> {};

  Channels(
      ClientResources resources,
      Supplier<? extends CompletionStage<StatefulRedisPubSubConnection<byte[], byte[]>>> connect) {
    this.resources = resources;
    this.connect = connect;
  }

  /// Hears a channel from now on. The connection is made when the first one is listened to.
  ///
  /// @param listener called on a thread of the client: must not block
  public synchronized void listen(String channel, Consumer<byte[]> listener) {
    listeners.put(channel, listener);
    if (link == null) {
      link = new Link<>(resources, connect, this::subscribeAll);
    } else {
      link.get().ifPresent(connection -> subscribe(connection, channel));
    }
  }

  /// Says what to do whenever the connection is lost, and with it perhaps what is being published.
  ///
  /// @param lost called on a thread of the client: must not block
  public void whenLost(Runnable lost) {
    this.lost = lost;
  }

  /// Whether what is published now is heard.
  public synchronized boolean isUp() {
    return link != null && link.get().isPresent();
  }

  private void subscribeAll(StatefulRedisPubSubConnection<byte[], byte[]> connection) {
    connection.addListener(
        new RedisPubSubAdapter<byte[], byte[]>() {
          @Override
          public void message(byte[] channel, byte[] message) {
            Consumer<byte[]> listener = listeners.get(new String(channel, UTF_8));
            if (listener != null) {
              listener.accept(message);
            }
          }
        });
    connection.addListener(
        new RedisConnectionStateListener() {
          @Override
          public void onRedisDisconnected(RedisChannelHandler<?, ?> disconnected) {
            lost.run();
          }
        });
    listeners.keySet().forEach(channel -> subscribe(connection, channel));
  }

  /// After a reconnect the client subscribes again by itself.
  private void subscribe(StatefulRedisPubSubConnection<byte[], byte[]> connection, String channel) {
    connection
        .async()
        .subscribe(channel.getBytes(UTF_8))
        .whenComplete(
            (subscribed, failure) -> {
              if (failure != null && connection.isOpen()) {
                CompletableFuture.delayedExecutor(
                        Link.PAUSE_MILLIS, TimeUnit.MILLISECONDS, resources.eventExecutorGroup())
                    .execute(() -> subscribe(connection, channel));
              }
            });
  }

  @Override
  public synchronized void close() {
    if (link != null) {
      link.close();
    }
  }
}
