package dev.stockade.server;

import dev.stockade.engine.DatabaseException;
import dev.stockade.engine.Setting;
import dev.stockade.engine.Stockade;
import dev.stockade.server.api.Api;
import dev.stockade.server.connection.Patience;
import dev.stockade.server.database.ConnectionPool;
import dev.stockade.server.database.Connector;
import dev.stockade.server.http.Background;
import dev.stockade.server.http.HttpServer;
import dev.stockade.server.http.Notices;
import dev.stockade.server.http.Routes;
import dev.stockade.server.streaming.Following;
import dev.stockade.server.streaming.Room;
import java.net.URI;
import java.util.concurrent.atomic.AtomicBoolean;

/// An engine that is reached over HTTP, on the loopback interface. Thread-safe.
public final class Server implements AutoCloseable {
  private final ConnectionPool pool;
  private final Engine engine;
  private final Routes routes;
  private final HttpServer http;
  private final AtomicBoolean ending;
  private final URI url;
  private boolean closed;

  private Server(
      ConnectionPool pool, Engine engine, Routes routes, HttpServer http, AtomicBoolean ending) {
    this.pool = pool;
    this.engine = engine;
    this.routes = routes;
    this.http = http;
    this.ending = ending;
    this.url = URI.create("http://127.0.0.1:" + http.port());
  }

  private record Engine(Stockade engine, Following following, Background background) {
    void close() {
      background.close();
      following.close();
      engine.close();
    }
  }

  /// Starts it; it answers when this returns.
  ///
  /// @param notices hears what an operator must know while it runs
  /// @throws DatabaseException where the database cannot be used
  /// @throws dev.stockade.server.http.PortUnavailable where the port cannot be listened on
  public static Server start(Connector database, ServerConfig config, Notices notices) {
    var pool =
        ConnectionPool.over(database, config.engine().get(Setting.CONNECTIONS), notices::say);
    try {
      pool.await();
      return withEngine(pool, config, notices);
    } catch (RuntimeException e) {
      pool.close();
      throw e;
    }
  }

  private static Server withEngine(ConnectionPool pool, ServerConfig config, Notices notices) {
    Stockade engine = Stockade.on(pool.dataSource(), config.engine());
    var sparing = new SparingNotices(notices);
    var room = Room.of(config.get(HttpSetting.HTTP_STREAMS), config.engine().get(Setting.PAGE));
    var following = Following.of(engine, room, config.time(HttpSetting.HTTP_STREAM_POLL), sparing);
    try {
      var ending = new AtomicBoolean();
      Background background = background(config);
      var setup = new Api.Setup(config.get(HttpSetting.HTTP_REQUIRE_IF_MATCH) == 1, background);
      Routes routes = Api.routes(engine, following, setup, ending::get, pool::answers);
      HttpServer http =
          HttpServer.start(routes, bounds(config), patience(config), background, sparing);
      return new Server(pool, new Engine(engine, following, background), routes, http, ending);
    } catch (RuntimeException e) {
      following.close();
      engine.close();
      throw e;
    }
  }

  static HttpServer.Bounds bounds(ServerConfig config) {
    return new HttpServer.Bounds(
        config.port(),
        FileDescriptors.connections(config.get(HttpSetting.HTTP_CONNECTIONS)),
        config.get(HttpSetting.HTTP_BODY),
        config.time(HttpSetting.HTTP_DRAIN),
        config.time(HttpSetting.HTTP_STREAM_HEARTBEAT));
  }

  static Background background(ServerConfig config) {
    return Api.background(
        config.get(HttpSetting.HTTP_OPERATIONS),
        config.time(HttpSetting.HTTP_OPERATION_TIME),
        config.time(HttpSetting.HTTP_DRAIN));
  }

  static Patience patience(ServerConfig config) {
    return new Patience(
        config.time(HttpSetting.HTTP_IDLE),
        config.time(HttpSetting.HTTP_HEAD_TIME),
        config.time(HttpSetting.HTTP_BODY_TIME),
        config.time(HttpSetting.HTTP_WRITE_TIME));
  }

  /// Where it listens.
  public URI url() {
    return url;
  }

  /// What it answers.
  Routes routes() {
    return routes;
  }

  /// Lets nobody in any more, answers all requests that are under way, and closes its connections.
  /// Who closes it a second time waits until that has happened.
  @Override
  public synchronized void close() {
    if (!closed) {
      closed = true;
      ending.set(true);
      http.close();
      engine.close();
      pool.close();
    }
  }
}
