package dev.stockade.engine;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.stockade.embedded.LocalPostgres;
import dev.stockade.proof.fault.FaultProxy;
import java.io.IOException;
import java.net.URI;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/// The PostgreSQL of this JVM's tests: the one that `STOCKADE_TEST_PG` (a JDBC URL) names, else an
/// embedded one. Each test class has a schema of its own.
public final class TestDatabase {
  private static final String URL =
      Optional.ofNullable(System.getenv("STOCKADE_TEST_PG"))
          .orElseGet(() -> LocalPostgres.temporary(line -> {}).jdbcUrl());

  private static final int DEFAULT_PORT = 5432;
  private static final AtomicInteger SCHEMAS = new AtomicInteger();

  private TestDatabase() {}

  public static String url() {
    return URL;
  }

  /// In front of it, for [FaultProxy#through].
  public static FaultProxy proxy() throws IOException {
    URI address = URI.create(URL.substring("jdbc:".length()));
    return FaultProxy.inFrontOf(
        address.getHost(), address.getPort() < 0 ? DEFAULT_PORT : address.getPort());
  }

  /// A name for a schema that nothing else uses.
  public static String newSchema() {
    return "test_" + ProcessHandle.current().pid() + "_" + SCHEMAS.incrementAndGet();
  }

  public static HikariDataSource pool(int size) {
    return pool(URL, size);
  }

  public static HikariDataSource pool(String url, int size) {
    return new HikariDataSource(config(url, size));
  }

  /// A pool that counts how often a connection is borrowed.
  public static HikariDataSource counting(int size, AtomicInteger borrowed) {
    return new HikariDataSource(config(URL, size)) {
      @Override
      public Connection getConnection() throws SQLException {
        borrowed.incrementAndGet();
        return super.getConnection();
      }
    };
  }

  private static HikariConfig config(String url, int size) {
    var config = new HikariConfig();
    config.setJdbcUrl(url);
    config.setMaximumPoolSize(size);
    config.setMinimumIdle(0);
    config.setConnectionTimeout(5_000);
    return config;
  }
}
