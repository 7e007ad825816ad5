package dev.stockade.proof.audit;

import dev.stockade.embedded.LocalPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/// A schema with Stockade's tables and nothing that guards them, filled by hand.
final class Tables implements AutoCloseable {
  private static final String URL =
      Optional.ofNullable(System.getenv("STOCKADE_TEST_PG"))
          .orElseGet(() -> LocalPostgres.temporary(_ -> {}).jdbcUrl());

  private static final AtomicInteger COUNT = new AtomicInteger();

  private static final String UNGUARD =
      """
      DROP TRIGGER bid_is_immutable ON bid;
      DROP TRIGGER event_is_immutable ON event;
      DROP INDEX event_settles;
      DROP INDEX event_releases;
      DROP INDEX event_restocks;
      DROP INDEX collection_by_id;
      DO $$
      DECLARE guard record;
      BEGIN
        FOR guard IN SELECT conrelid::regclass AS relation, conname FROM pg_constraint
          WHERE connamespace = current_schema()::regnamespace AND contype <> 'n' ORDER BY contype = 'p'
        LOOP
          EXECUTE format('ALTER TABLE %s DROP CONSTRAINT %I', guard.relation, guard.conname);
        END LOOP;
      END $$""";

  final Connection connection;
  final String schema = "audit_" + ProcessHandle.current().pid() + "_" + COUNT.incrementAndGet();

  private Tables(Connection connection) {
    this.connection = connection;
  }

  static Tables create() throws SQLException {
    var tables = new Tables(DriverManager.getConnection(URL));
    tables.execute("CREATE SCHEMA " + tables.schema);
    tables.execute("SET search_path TO " + tables.schema);
    for (String migration : migrations()) {
      tables.execute(migration);
    }
    tables.execute(UNGUARD);
    return tables;
  }

  private static List<String> migrations() {
    URL folder = Objects.requireNonNull(Tables.class.getResource("/migration"));
    try (var files = Files.list(Path.of(folder.toURI()))) {
      return files.sorted().map(Tables::read).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void execute(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  AuditReport audit() throws SQLException, NotAuditable {
    return Audit.run(connection, schema);
  }

  @Override
  public void close() throws SQLException {
    execute("DROP SCHEMA " + schema + " CASCADE");
    connection.close();
  }
}
