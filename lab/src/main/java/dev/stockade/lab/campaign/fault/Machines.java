package dev.stockade.lab.campaign.fault;

import dev.stockade.lab.Threads;
import dev.stockade.lab.campaign.notes.Breakage;
import dev.stockade.lab.campaign.notes.Notes;
import dev.stockade.lab.campaign.site.OwnQueue;
import dev.stockade.lab.campaign.site.Postgres;
import dev.stockade.lab.campaign.site.Program;
import dev.stockade.lab.campaign.site.Server;
import dev.stockade.lab.campaign.site.Site;
import dev.stockade.lab.campaign.site.Wait;
import dev.stockade.proof.fault.Cut;
import dev.stockade.proof.fault.FaultProxy;
import dev.stockade.proof.fault.Marks;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.function.Predicate;

/// Kills, pauses and restarts processes, one strike after another, and waits until every server has
/// succeeded again.
final class Machines {
  private static final int ENDED_BY_SIGTERM = 143;

  /// A session of ours, preferably one that works at the moment.
  private static final String PICK_SESSION =
      """
      SELECT pid FROM pg_stat_activity WHERE application_name LIKE 'stockade%'
      ORDER BY state = 'active' DESC, random() LIMIT 1
      """;

  private static final Predicate<String> APPEND = Marks.containing("append(");

  /// How long an append is waited for.
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final Site site;
  private final Postgres postgres;
  private final Notes notes;
  private final Consumer<String> teller;
  private final Mended mended;

  Machines(Site site, Notes notes, Consumer<String> teller) {
    this.site = site;
    this.postgres = site.postgres();
    this.notes = notes;
    this.teller = teller;
    this.mended = new Mended(notes, teller);
  }

  int commit(Strike strike) throws InterruptedException {
    Server server = site.servers().get(strike.server() - 1);
    return switch (strike.fault()) {
      case KILL_SERVE -> kill(server, strike);
      case SIGTERM -> end(server, strike);
      case PAUSE_SERVE -> pause(server, strike);
      case KILL_POSTGRES -> killPostgres(strike);
      case RESTART_POSTGRES -> restartPostgres(strike);
      case PAUSE_POSTGRES -> pausePostgres(strike);
      case KILL_SESSION -> killSession(strike);
      case KILL_ALL -> killAll(strike);
      case KILL_DECIDING -> killDeciding(strike);
      case RESET_LINES,
          SILENCE_LINES,
          SLOW_LINES,
          REFUSE_LINES,
          CUT_BEFORE,
          CUT_COMMIT,
          CUT_AND_AWAY,
          HOLD_COMMIT,
          KILL_WORKER,
          PAUSE_WORKER,
          FLUSH_REDIS,
          RESTART_REDIS,
          REDELIVER ->
          throw new IllegalArgumentException("no fault of machines: " + strike);
    };
  }

  private int kill(Server server, Strike strike) throws InterruptedException {
    teller.accept("kill -9 of server %d".formatted(server.number()));
    long from = notes.now();
    server.kill();
    Thread.sleep(strike.lasts());
    server.start();
    return mended(strike, server.number(), from, List.of(server));
  }

  private int end(Server server, Strike strike) throws InterruptedException {
    teller.accept("SIGTERM to server %d".formatted(server.number()));
    long from = notes.now();
    int code = server.end();
    if (code != ENDED_BY_SIGTERM) {
      notes.found(
          "callers",
          "BadEnd",
          "server %d ended with code %d at SIGTERM".formatted(server.number(), code));
    }
    Thread.sleep(strike.lasts());
    server.start();
    return mended(strike, server.number(), from, List.of(server));
  }

  private int pause(Server server, Strike strike) throws InterruptedException {
    teller.accept(
        "server %d stands still for %d ms".formatted(server.number(), strike.lasts().toMillis()));
    long from = notes.now();
    server.pause();
    try {
      Thread.sleep(strike.lasts());
    } finally {
      server.resume();
    }
    return mended(strike, server.number(), from, List.of(server));
  }

  private int killPostgres(Strike strike) throws InterruptedException {
    long from = notes.now();
    int processes = postgres.processes().kill();
    teller.accept("kill -9 of PostgreSQL, %d processes".formatted(processes));
    postgres.back(strike.lasts());
    return mended(strike, 0, from, site.servers());
  }

  private int restartPostgres(Strike strike) throws InterruptedException {
    teller.accept("PostgreSQL is stopped and started");
    long from = notes.now();
    postgres.processes().shutDown();
    postgres.back(strike.lasts());
    return mended(strike, 0, from, site.servers());
  }

  private int pausePostgres(Strike strike) throws InterruptedException {
    teller.accept("PostgreSQL stands still for %d ms".formatted(strike.lasts().toMillis()));
    long from = notes.now();
    postgres.processes().pause();
    try {
      Thread.sleep(strike.lasts());
    } finally {
      postgres.processes().resume();
    }
    return mended(strike, 0, from, site.servers());
  }

  private int killSession(Strike strike) throws InterruptedException {
    long from = notes.now();
    try (Connection connection = postgres.connect();
        Statement statement = connection.createStatement();
        ResultSet picked = statement.executeQuery(PICK_SESSION)) {
      if (!picked.next() || !postgres.processes().killSession(picked.getLong(1))) {
        return 0;
      }
      awaitCrash(connection);
    } catch (SQLException e) {
      return 0;
    }
    teller.accept("kill -9 of a session of PostgreSQL");
    postgres.recovered();
    return mended(strike, 0, from, site.servers());
  }

  /// Returns when PostgreSQL has dropped this session too.
  private static void awaitCrash(Connection connection) throws SQLException, InterruptedException {
    long deadline = System.nanoTime() + Postgres.LIMIT.toNanos();
    while (connection.isValid(1) && System.nanoTime() - deadline < 0) {
      Thread.sleep(1);
    }
  }

  private int killAll(Strike strike) throws InterruptedException {
    long from = notes.now();
    boolean serversFirst = strike.variant() < 0.5;
    if (serversFirst) {
      killServers();
    }
    int processes = postgres.processes().kill();
    if (!serversFirst) {
      killServers();
    }
    teller.accept("kill -9 of everything, %d processes of PostgreSQL".formatted(processes));
    postgres.beforeServers(strike.lasts());
    site.startServers();
    return mended(strike, 0, from, site.servers());
  }

  private int killDeciding(Strike strike) throws InterruptedException {
    FaultProxy proxy = site.proxy().orElseThrow();
    long from = notes.now();
    Cut withheld = proxy.withholdReply(APPEND, 1);
    try {
      if (!Wait.until(PATIENCE, () -> withheld.count() > 0)) {
        return 0;
      }
    } finally {
      withheld.disarm();
    }
    killServers();
    teller.accept("kill -9 of all who decide, one of whom had appended and not answered");
    Threads.all(
        site.queue().map(OwnQueue::workers).orElse(List.of()).stream()
            .map(worker -> replacing(worker, strike))
            .toList());
    proxy.reset();
    site.startServers();
    return mended(strike, 0, from, site.servers());
  }

  private static Callable<Void> replacing(Program worker, Strike strike) {
    return () -> {
      worker.replace(strike.lasts());
      return null;
    };
  }

  private void killServers() throws InterruptedException {
    for (Server server : site.servers()) {
      server.kill();
    }
  }

  private int mended(Strike strike, int server, long from, List<Server> servers)
      throws InterruptedException {
    notes.broken(new Breakage(strike.fault().word(), server, from, notes.now()));
    teller.accept("everything runs again");
    mended.begin(strike.fault(), servers);
    mended.await(strike.fault());
    return 1;
  }
}
