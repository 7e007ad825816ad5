package dev.stockade.lab.campaign.site;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;

/// The PostgreSQL of a site.
public sealed interface Postgres extends AutoCloseable permits OwnPostgres, ServedPostgres {
  /// How long it is waited for. A recovery from a crash takes a second or two.
  Duration LIMIT = Duration.ofSeconds(90);

  PostgresProcesses processes();

  /// After it has ended: sees to it that it runs again, and returns when it answers.
  ///
  /// @param pause before it is started, where the campaign starts it
  void back(Duration pause) throws InterruptedException;

  /// The same where its servers have ended too, and are started next.
  void beforeServers(Duration pause) throws InterruptedException;

  /// Returns when it answers. It ends its sessions and recovers by itself.
  ///
  /// @throws IllegalStateException where it does not within the limit
  default void recovered() throws InterruptedException {
    if (!Wait.until(LIMIT, this::answers)) {
      throw new IllegalStateException("PostgreSQL does not answer within " + LIMIT);
    }
  }

  private boolean answers() {
    try (Connection connection = connect()) {
      return connection.isValid(1);
    } catch (SQLException e) {
      return false;
    }
  }

  /// The URL for JDBC, past every proxy: a secret.
  ///
  /// @throws SQLException where it does not answer
  String url() throws SQLException;

  /// A connection past every proxy.
  default Connection connect() throws SQLException {
    return DriverManager.getConnection(url());
  }

  /// Stops it.
  @Override
  void close();
}
