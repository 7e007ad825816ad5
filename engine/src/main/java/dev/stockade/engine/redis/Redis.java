package dev.stockade.engine.redis;

import io.lettuce.core.ClientOptions;
import io.lettuce.core.MaintNotificationsConfig;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.SocketOptions;
import io.lettuce.core.TimeoutOptions;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.resource.ClientResources;
import io.lettuce.core.resource.DefaultClientResources;
import io.lettuce.core.resource.Delay;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/// A Redis that comes and goes. It is looked for in the background, so that an engine starts and
/// works without it, and again whenever it has gone.
///
/// No command is ever sent twice: one whose connection broke before its reply fails, and who sent
/// it does not know whether it was carried out. While there is no connection commands fail at once.
///
/// Thread-safe.
public final class Redis implements AutoCloseable {
  private static final Duration LONGEST_RECONNECT_DELAY = Duration.ofMillis(500);
  private static final int THREADS = 2;

  private final ClientResources resources;
  private final RedisClient client;
  private final Link<StatefulRedisConnection<byte[], byte[]>> commands;
  private final Channels channels;

  /// @param uri `redis://` or, with TLS, `rediss://`
  /// @param mostCommands sent and not answered; one more fails at once
  /// @param timeout of a command, and of connecting
  public Redis(URI uri, int mostCommands, Duration timeout) {
    RedisURI target = RedisURI.create(uri);
    target.setTimeout(timeout);
    resources =
        DefaultClientResources.builder()
            .ioThreadPoolSize(THREADS)
            .computationThreadPoolSize(THREADS)
            .reconnectDelay(
                Delay.exponential(
                    Duration.ofMillis(1), LONGEST_RECONNECT_DELAY, 2, TimeUnit.MILLISECONDS))
            .build();
    client = RedisClient.create(resources);
    client.setOptions(options(mostCommands, timeout));
    commands =
        new Link<>(
            resources,
            () -> client.connectAsync(ByteArrayCodec.INSTANCE, target),
            connection -> {});
    channels =
        new Channels(resources, () -> client.connectPubSubAsync(ByteArrayCodec.INSTANCE, target));
  }

  private static ClientOptions options(int mostCommands, Duration timeout) {
    return ClientOptions.builder()
        .disconnectedBehavior(ClientOptions.DisconnectedBehavior.REJECT_COMMANDS)
        .replayFilter(command -> true)
        .requestQueueSize(mostCommands)
        .timeoutOptions(TimeoutOptions.enabled(timeout))
        .socketOptions(SocketOptions.builder().connectTimeout(timeout).keepAlive(true).build())
        .maintNotificationsConfig(MaintNotificationsConfig.disabled())
        .build();
  }

  /// The connection for commands, shared by all; empty while Redis is away.
  public Optional<StatefulRedisConnection<byte[], byte[]>> connection() {
    return commands.get();
  }

  /// Whether commands can be sent, and what is published is heard.
  public boolean isUp() {
    return connection().isPresent() && channels.isUp();
  }

  /// What is published.
  public Channels channels() {
    return channels;
  }

  @Override
  public void close() {
    commands.close();
    channels.close();
    client.shutdown(Duration.ZERO, Duration.ofSeconds(1));
    resources.shutdown(0, 1, TimeUnit.SECONDS).syncUninterruptibly();
  }
}
