package dev.stockade.lab.redis;

import dev.stockade.embedded.LocalRedis;
import dev.stockade.embedded.RedisUnavailable;
import dev.stockade.lab.Absent;
import dev.stockade.lab.report.Screen;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The Redis of a run: the one that was given, else one that starts when it is asked for and ends
/// with the run. Confined to one thread.
public final class RedisOnDemand implements AutoCloseable {
  private static final int PORT = 6379;
  private static final int CONNECT_MILLIS = 5_000;

  private final Optional<URI> given;
  private final Screen screen;
  private @Nullable LocalRedis local;
  private boolean used;

  public RedisOnDemand(Optional<URI> given, Screen screen) {
    this.given = given;
    this.screen = screen;
  }

  /// The URL of one that answers. May hold a password.
  ///
  /// @throws Absent where there is none
  public URI url() {
    used = true;
    if (given.isPresent()) {
      return reached(given.get());
    }
    if (local == null) {
      local = start();
    }
    return local.uri();
  }

  /// The version of the one that was asked for; empty where nobody did.
  ///
  /// @throws Absent where it does not answer any more
  public Optional<String> version() {
    if (!used) {
      return Optional.empty();
    }
    try (var access = RedisAccess.to(url())) {
      return Optional.of(access.version());
    }
  }

  private LocalRedis start() {
    try {
      LocalRedis started = LocalRedis.temporary(screen::step);
      screen.say(started + ", ready");
      return started;
    } catch (RedisUnavailable e) {
      throw new Absent(String.valueOf(e.getMessage()), e);
    }
  }

  private static URI reached(URI url) {
    int port = url.getPort() < 0 ? PORT : url.getPort();
    try (var socket = new Socket()) {
      socket.connect(new InetSocketAddress(url.getHost(), port), CONNECT_MILLIS);
      return url;
    } catch (IOException e) {
      throw new Absent(
          "no Redis answers at %s:%d: check that it runs, and host and port in the URL"
              .formatted(url.getHost(), port),
          e);
    }
  }

  @Override
  public void close() {
    if (local != null) {
      local.close();
    }
  }
}
