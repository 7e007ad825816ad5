package dev.stockade.lab.campaign.site;

import dev.stockade.embedded.LocalPostgres;
import dev.stockade.embedded.PostgresUnavailable;
import dev.stockade.embedded.Progress;
import dev.stockade.lab.Absent;
import dev.stockade.proof.fault.FaultProxy;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;

/// A PostgreSQL that the campaign starts by itself, with a proxy before it that can break its
/// connections. Used by one thread, save for [#url()].
final class OwnPostgres implements Postgres {
  private final Path directory;
  private final PostgresProcesses processes;
  private final FaultProxy proxy;
  private volatile LocalPostgres postgres;

  private OwnPostgres(Path directory, LocalPostgres postgres, FaultProxy proxy) {
    this.directory = directory;
    this.processes = new PostgresProcesses(directory);
    this.postgres = postgres;
    this.proxy = proxy;
  }

  /// @throws Absent where it cannot be started
  static OwnPostgres start(Path directory, Progress progress) {
    try {
      LocalPostgres postgres = LocalPostgres.at(directory, progress);
      return new OwnPostgres(
          directory, postgres, FaultProxy.inFrontOf("127.0.0.1", postgres.port()));
    } catch (PostgresUnavailable e) {
      throw new Absent(String.valueOf(e.getMessage()), e);
    } catch (IOException e) {
      throw new Absent("there is no free port on 127.0.0.1", e);
    }
  }

  FaultProxy proxy() {
    return proxy;
  }

  @Override
  public PostgresProcesses processes() {
    return processes;
  }

  @Override
  public void back(Duration pause) throws InterruptedException {
    Thread.sleep(pause);
    postgres.close();
    postgres = LocalPostgres.at(directory, Progress.silent());
    proxy.leadTo(postgres.port());
  }

  @Override
  public void beforeServers(Duration pause) throws InterruptedException {
    back(pause);
  }

  @Override
  public String url() {
    return postgres.jdbcUrl();
  }

  @Override
  public void close() {
    try {
      proxy.close();
    } catch (IOException e) {
      // It listens no more, which is all that was wanted.
    }
    postgres.close();
  }
}
