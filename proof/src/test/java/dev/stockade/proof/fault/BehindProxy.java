package dev.stockade.proof.fault;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stockade.embedded.LocalPostgres;
import dev.stockade.embedded.Progress;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;

/// A database with one empty table, a proxy in front of it, and a client that goes past it.
abstract class BehindProxy {
  static final Duration LIMIT = Duration.ofSeconds(20);

  private static final String CONNECTION_FAILURE = "08006";

  static LocalPostgres postgres;

  FaultProxy proxy;
  Client direct;

  @BeforeAll
  static void start() {
    postgres = LocalPostgres.temporary(Progress.silent());
  }

  @AfterAll
  static void stop() {
    postgres.close();
  }

  @BeforeEach
  void open() throws Exception {
    proxy = FaultProxy.inFrontOf("127.0.0.1", postgres.port());
    direct = Client.open(postgres.jdbcUrl());
    direct.execute("DROP TABLE IF EXISTS line");
    direct.execute("CREATE TABLE line (text text NOT NULL)");
  }

  @AfterEach
  void close() throws Exception {
    direct.close();
    proxy.close();
  }

  Client client() throws SQLException {
    return Client.open(proxy.through(postgres.jdbcUrl()));
  }

  /// The sessions of clients, that of this test included.
  int sessions() throws SQLException {
    try (var statement = direct.connection().createStatement();
        ResultSet row =
            statement.executeQuery(
                "SELECT count(*) FROM pg_stat_activity WHERE backend_type = 'client backend'")) {
      row.next();
      return row.getInt(1);
    }
  }

  static void isConnectionFailure(SQLException e) {
    assertThat(e.getSQLState()).isEqualTo(CONNECTION_FAILURE);
  }
}
