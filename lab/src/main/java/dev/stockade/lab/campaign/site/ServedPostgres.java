package dev.stockade.lab.campaign.site;

import dev.stockade.embedded.RunningPostgres;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;

/// The PostgreSQL that a server has started for itself, and starts again where it is killed. Used
/// by one thread, save for [#url()].
final class ServedPostgres implements Postgres {
  private final Path directory;
  private final PostgresProcesses processes;

  ServedPostgres(Path directory) {
    this.directory = directory;
    this.processes = new PostgresProcesses(directory);
  }

  @Override
  public PostgresProcesses processes() {
    return processes;
  }

  @Override
  public void back(Duration pause) throws InterruptedException {
    recovered();
  }

  /// The first server starts it.
  @Override
  public void beforeServers(Duration pause) throws InterruptedException {
    Thread.sleep(pause);
  }

  @Override
  public String url() throws SQLException {
    return RunningPostgres.url(directory)
        .orElseThrow(() -> new SQLException("no PostgreSQL answers in " + directory, "08001"));
  }

  /// Kills it where it outlived its server.
  @Override
  public void close() {
    if (RunningPostgres.process(directory).isPresent()) {
      try {
        int _ = processes.kill();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
