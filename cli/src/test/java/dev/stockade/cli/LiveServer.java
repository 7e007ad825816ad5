package dev.stockade.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stockade.embedded.LocalPostgres;
import dev.stockade.embedded.Progress;
import dev.stockade.server.Server;
import dev.stockade.server.ServerConfig;
import java.net.URI;
import java.sql.DriverManager;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;

/// A server in this process, on a PostgreSQL of its own, and the commands that ask it.
final class LiveServer implements AutoCloseable {
  private static final JsonMapper JSON = JsonMapper.builder().build();

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

  /// Opens a collection.
  ///
  /// @return its id
  String open(int supply) {
    Run run = run("collection", "create", "--name=Drop", "--supply=" + supply, "--json");
    assertThat(run.code()).as(run.err()).isZero();
    return JSON.readTree(run.out()).path("id").asString();
  }

  /// Places a bid.
  ///
  /// @return its id
  String place(String drop, String bidder, int quantity) {
    return place(drop, bidder, quantity, 2500);
  }

  String place(String drop, String bidder, int quantity, int amount) {
    Run run =
        run(
            "bid",
            "place",
            drop,
            "--bidder",
            bidder,
            "--quantity=" + quantity,
            "--amount=" + amount,
            "--currency=EUR",
            "--json");
    assertThat(run.code()).as(run.err()).isZero();
    return JSON.readTree(run.out()).path("id").asString();
  }

  @Override
  public void close() {
    server.close();
    postgres.close();
  }
}
