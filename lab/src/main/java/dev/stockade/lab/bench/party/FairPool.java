package dev.stockade.lab.bench.party;

import com.zaxxer.hikari.HikariDataSource;
import dev.stockade.lab.Absent;
import dev.stockade.lab.bench.ground.Ground;
import dev.stockade.lab.database.Database;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.concurrent.Semaphore;

/// A pool of connections with a fair gate in front, for hand-written code: pools by themselves are
/// not fair to virtual threads, and would make the code behind them look worse than it is. The
/// driver prepares each statement on the server after its fifth use. Thread-safe.
final class FairPool implements AutoCloseable {
  private static final String UNIQUE_VIOLATION = "23505";
  private static final String SERIALIZATION_FAILURE = "40001";

  private final Database database;
  private final HikariDataSource pool;
  private final Semaphore gate;

  FairPool(Ground ground, int connections) {
    this.database = ground.database();
    this.pool = database.pool(connections);
    this.gate = new Semaphore(connections, true);
  }

  @FunctionalInterface
  interface Work<T> {
    T on(Connection connection) throws SQLException;
  }

  /// Runs one statement that commits by itself.
  <T> T alone(Work<T> work) throws InterruptedException {
    gate.acquire();
    try (Connection connection = pool.getConnection()) {
      return work.on(connection);
    } catch (SQLException e) {
      throw database.refusal(e);
    } finally {
      gate.release();
    }
  }

  /// Runs a transaction, which the work itself commits; else it is rolled back.
  <T> T transaction(Work<T> work) throws InterruptedException {
    return alone(
        connection -> {
          connection.setAutoCommit(false);
          return work.on(connection);
        });
  }

  static boolean isUniqueViolation(SQLException e) {
    return UNIQUE_VIOLATION.equals(e.getSQLState());
  }

  static boolean isSerializationFailure(SQLException e) {
    return SERIALIZATION_FAILURE.equals(e.getSQLState());
  }

  /// Sets the parameters of a statement, from the first.
  static PreparedStatement with(PreparedStatement statement, Object... parameters)
      throws SQLException {
    for (int i = 0; i < parameters.length; i++) {
      statement.setObject(i + 1, parameters[i]);
    }
    return statement;
  }

  /// @throws Absent always
  Absent failed(SQLException e) {
    return database.refusal(e);
  }

  @Override
  public void close() {
    pool.close();
  }
}
