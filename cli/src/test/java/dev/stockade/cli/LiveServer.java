package dev.stockade.cli;

import dev.stockade.embedded.LocalPostgres;
import dev.stockade.embedded.Progress;
import dev.stockade.server.Server;
import dev.stockade.server.ServerConfig;
import java.net.URI;
import java.sql.DriverManager;
import java.util.ArrayList;
import java.util.List;

/// A server in this process, on a PostgreSQL of its own, and the commands that ask it.
final class LiveServer implements AutoCloseable {
  private final LocalPostgres postgres = LocalPostgres.temporary(Progress.silent());
  private Server server = start(0);

  private Server start(int port) {
    return Server.start(
        () -> DriverManager.getConnection(databaseUrl()), ServerConfig.on(port), notice -> {});
  }

  String databaseUrl() {
    return postgres.jdbcUrl();
  }

  URI url() {
    return server.url();
  }

  /// Ends it, and starts it again at the same port.
  void restart() {
    int port = server.url().getPort();
    server.close();
    server = start(port);
  }

  /// Runs a command against it.
  Run run(String... words) {
    List<String> all = new ArrayList<>(List.of(words));
    all.addAll(List.of("--server", url().toString()));
    return Run.of(all.toArray(String[]::new));
  }

  @Override
  public void close() {
    server.close();
    postgres.close();
  }
}
