package dev.stockade.server;

import dev.stockade.engine.Config;
import dev.stockade.engine.DatabaseException;
import dev.stockade.engine.Setting;
import dev.stockade.engine.Stockade;
import dev.stockade.server.database.ConnectionPool;
import dev.stockade.server.database.Connector;
import dev.stockade.server.http.Notices;

/// An engine that works on the queue and is called by nobody. Thread-safe.
public final class QueueWorker implements AutoCloseable {
  private final ConnectionPool pool;
  private final Stockade engine;

  private QueueWorker(ConnectionPool pool, Stockade engine) {
    this.pool = pool;
    this.engine = engine;
  }

  /// Starts it.
  ///
  /// @param config with a Redis
  /// @param notices hears what an operator must know while it runs
  /// @throws DatabaseException where the database cannot be used
  public static QueueWorker start(Connector database, Config config, Notices notices) {
    var pool = ConnectionPool.over(database, config.get(Setting.CONNECTIONS), notices::say);
    try {
      pool.await();
      return new QueueWorker(pool, Stockade.on(pool.dataSource(), config));
    } catch (RuntimeException e) {
      pool.close();
      throw e;
    }
  }

  /// Ends what is in flight, and gives its partitions to others. Who closes it a second time waits
  /// until that has happened.
  @Override
  public synchronized void close() {
    engine.close();
    pool.close();
  }
}
