package dev.stockade.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntSupplier;

/// Creates, starts and stops the server of one home with PostgreSQL's own programs. Safe for use by
/// several threads: a stop waits for a start that is under way, and after a stop there is no start.
final class Server {

  private static final Duration CREATE_LIMIT = Duration.ofMinutes(2);

  /// A server that was killed first replays what it has written since its last checkpoint.
  private static final Duration START_LIMIT = Duration.ofMinutes(5);

  private static final Duration STOP_LIMIT = Duration.ofSeconds(20);

  /// How much longer than its own limit `pg_ctl` may take.
  private static final Duration GRACE = Duration.ofSeconds(10);

  /// A start is tried again when another program took the port, and while sessions of a server that
  /// was killed are still ending.
  private static final int START_ATTEMPTS = 100;

  private static final List<String> TUNING =
      List.of(
          "max_connections=200",
          "shared_buffers=256MB",
          "max_wal_size=4GB",
          "timezone=UTC",
          "log_timezone=UTC",
          // The password is random and long. To make it slow to try would only make connecting
          // slow.
          "scram_iterations=1",
          // Errors are told to the client. Without them the log stays small.
          "log_min_messages=log",
          "log_checkpoints=off");

  private final Home home;
  private final Account account;
  private final Binaries binaries;
  private boolean retired;

  Server(Home home, Account account, Binaries binaries) {
    this.home = home;
    this.account = account;
    this.binaries = binaries;
  }

  /// Creates the cluster and its password. With `sync`, returns when it is on the disk.
  synchronized void create(boolean sync) {
    refuseIfRetired();
    try {
      Trees.delete(home.draft());
      account.receives(home.root());
      Secret.write(home.password());
      account.receives(home.password());
      Command initdb = Command.run(CREATE_LIMIT, account.runs(initdb(sync)));
      if (!initdb.succeeded()) {
        throw new PostgresUnavailable(
            "cannot create a database in %s: %s"
                .formatted(home.root(), ServerLog.reason(initdb.output())));
      }
      Files.move(home.draft(), home.cluster());
    } catch (IOException e) {
      throw PostgresUnavailable.cannot("create a database in " + home.root(), e);
    }
  }

  private List<String> initdb(boolean sync) {
    List<String> words =
        new ArrayList<>(
            List.of(
                binaries.program("initdb").toString(),
                "--pgdata=" + home.draft(),
                "--username=postgres",
                "--auth=scram-sha-256",
                "--pwfile=" + home.password(),
                "--encoding=UTF8",
                "--locale=C",
                sync ? "--no-instructions" : "--no-sync"));
    TUNING.forEach(setting -> words.add("--set=" + setting));
    return words;
  }

  /// Starts the server on the first of the `ports` that is free, and returns when it answers.
  synchronized void start(IntSupplier ports) {
    refuseIfRetired();
    Postmaster.namedIn(home.cluster())
        .filter(last -> !last.serves(home.cluster()))
        .ifPresent(last -> Postmaster.disown(home.cluster()));
    ServerLog log = new ServerLog(home.log());
    log.trim();
    long mark = log.end();
    for (int attempt = 1; !startsOn(ports.getAsInt()); attempt++) {
      String said = log.since(mark);
      boolean passing =
          said.contains("Address already in use") || said.contains("pre-existing shared memory");
      if (!passing || attempt == START_ATTEMPTS) {
        throw new PostgresUnavailable(
            "PostgreSQL did not start in %s: %s".formatted(home.root(), ServerLog.reason(said)));
      }
      mark = log.end();
      Pause.once();
    }
  }

  /// Returns when no start is under way; there is none afterwards.
  synchronized void retire() {
    retired = true;
  }

  /// Stops the server: tells its sessions to end; if they do not, ends it as a crash would, which
  /// costs the next start time but no commit.
  synchronized void stop() {
    retire();
    Optional<Postmaster> last = running();
    if (last.isEmpty()) {
      return;
    }
    if (!pgCtl(STOP_LIMIT, "stop", "--mode=fast") && last.get().lives()) {
      pgCtl(STOP_LIMIT, "stop", "--mode=immediate");
    }
    // The process ends a moment after it has deleted its file, which pg_ctl waits for.
    Pause.until(STOP_LIMIT, () -> !last.get().lives());
    if (last.get().lives()) {
      throw new PostgresUnavailable("PostgreSQL does not stop in " + home.root());
    }
  }

  boolean isRunning() {
    return running().isPresent();
  }

  private Optional<Postmaster> running() {
    return Postmaster.namedIn(home.cluster()).filter(last -> last.serves(home.cluster()));
  }

  private boolean startsOn(int port) {
    String options =
        "-c port=%d -c listen_addresses=%s -c unix_socket_directories=''"
            .formatted(port, Session.HOST);
    return pgCtl(START_LIMIT, "start", "--log=" + home.log(), "--options=" + options);
  }

  private boolean pgCtl(Duration limit, String act, String... options) {
    List<String> words =
        new ArrayList<>(
            List.of(
                binaries.program("pg_ctl").toString(),
                act,
                "--pgdata=" + home.cluster(),
                "--wait",
                "--timeout=" + limit.toSeconds()));
    words.addAll(List.of(options));
    return Command.run(limit.plus(GRACE), account.runs(words)).succeeded();
  }

  private void refuseIfRetired() {
    if (retired) {
      throw new PostgresUnavailable("the program is ending");
    }
  }
}
