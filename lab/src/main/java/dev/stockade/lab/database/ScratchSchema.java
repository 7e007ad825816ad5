package dev.stockade.lab.database;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;
import javax.sql.DataSource;

/// A schema for one run, with a pool to work in it. Both are gone after [#close], and when the
/// process ends by Ctrl-C or SIGTERM. If the process is killed the schema stays; its comment says
/// that it can be dropped.
public final class ScratchSchema implements AutoCloseable {
  private static final String CREATE =
      """
      CREATE SCHEMA scratch;
      COMMENT ON SCHEMA scratch IS 'Scratch of a stockade run that began at $now. Drop it if that has ended.';
      """;

  /// Waits for the transactions that still use the tables, but not for long.
  private static final String DROP =
      """
      SET lock_timeout = '2s';
      DROP SCHEMA IF EXISTS scratch CASCADE;
      """;

  private static final String END_ITS_USERS =
      """
      SELECT pg_terminate_backend(pid) FROM pg_locks
      WHERE relation IN (SELECT oid FROM pg_class WHERE relnamespace = to_regnamespace('scratch'))
        AND pid <> pg_backend_pid()
      """;

  private static final int DROP_ATTEMPTS = 4;

  private final Database database;
  private final String name;
  private final HikariDataSource pool;
  private final Thread hook = new Thread(this::end, "stockade-drop-scratch");
  private boolean ended;

  private ScratchSchema(Database database, String name, HikariDataSource pool) {
    this.database = database;
    this.name = name;
    this.pool = pool;
  }

  /// @param purpose lower-case letters; part of the schema's name
  /// @param connections of the pool
  /// @throws dev.stockade.lab.Absent where the database does not allow it
  public static ScratchSchema create(Database database, String purpose, int connections) {
    var pool = database.pool(connections);
    String random = HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong(), 12);
    var schema = new ScratchSchema(database, "stockade_" + purpose + "_" + random, pool);
    Runtime.getRuntime().addShutdownHook(schema.hook);
    try {
      schema.execute(CREATE.replace("$now", Instant.now().toString()));
      return schema;
    } catch (SQLException e) {
      schema.close();
      throw database.refusal(e);
    }
  }

  public String name() {
    return name;
  }

  public DataSource pool() {
    return pool;
  }

  /// @throws dev.stockade.lab.Absent where the schema could not be dropped
  @Override
  public void close() {
    try {
      drop();
    } catch (SQLException e) {
      throw database.refusal(e);
    } finally {
      forgetHook();
    }
  }

  private void end() {
    try {
      drop();
    } catch (SQLException e) {
      // The process ends, and with it mostly the database. The comment on the schema explains it.
    }
  }

  private void forgetHook() {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException alreadyEnding) {
      // The hook runs and finds nothing left to do.
    }
  }

  private synchronized void drop() throws SQLException {
    if (ended) {
      return;
    }
    ended = true;
    pool.close();
    for (int attempt = 1; ; attempt++) {
      try {
        execute(DROP);
        return;
      } catch (SQLException e) {
        if (attempt == DROP_ATTEMPTS) {
          throw e;
        }
        execute(END_ITS_USERS);
      }
    }
  }

  private void execute(String sql) throws SQLException {
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement()) {
      statement.execute(sql.replace("scratch", name));
    }
  }
}
