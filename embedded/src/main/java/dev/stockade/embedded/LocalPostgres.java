package dev.stockade.embedded;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/// A PostgreSQL that starts by itself on the loopback interface, and is as durable as any: a commit
/// that was answered survives a crash. It needs no installation; its programs come with this module
/// and are unpacked once per user.
///
/// The server is a process of its own. It ends at [#close()] or, if that is never called, with this
/// process. Only a *persistent* one outlives this process if that is killed. Its superuser has a
/// random password, which only the user of this process and root can read.
///
/// Safe for use by several threads. Whatever keeps a server from being started, joined or stopped
/// is a [PostgresUnavailable].
public final class LocalPostgres implements AutoCloseable {

  /// For how long a server that another process starts, or that recovers, is waited for.
  private static final Duration ANSWER_LIMIT = Duration.ofMinutes(2);

  private final Session session;
  private final Durability durability;
  private final Optional<AtExit> ending;

  /// A server that answered, and what it said.
  private record Answer(Session session, Durability durability) {}

  private LocalPostgres(Home home, Answer answer, Optional<AtExit> ending) {
    this.session = answer.session();
    this.durability = answer.durability();
    this.ending = ending;
    if (!durability.holds()) {
      throw new PostgresUnavailable(
          "the PostgreSQL in %s would lose commits in a crash (%s): turn these on in %s"
              .formatted(home.root(), durability, home.cluster().resolve("postgresql.conf")));
    }
  }

  /// Starts a server on a new, empty cluster below `java.io.tmpdir`. Both are gone after
  /// [#close()], and soon after the end of this process, even if it is killed.
  public static LocalPostgres temporary(Progress progress) {
    Binaries binaries = Binaries.ofThisMachine(progress);
    Home home = Home.temporary();
    Watchdog watchdog = Watchdog.over(home);
    try {
      Server server = new Server(home, Account.forNew(home.root(), binaries), binaries);
      Runnable end =
          () -> {
            server.retire();
            watchdog.close();
          };
      return run(home, server, false, end, progress);
    } catch (RuntimeException e) {
      watchdog.close();
      throw e;
    }
  }

  /// Opens the server of `directory`, which holds all that belongs to it and is created if it is
  /// absent. If the server runs under another process, or under another instance in this one, this
  /// is its [guest][#guest()]. Else it is started, or taken over from a process that was killed.
  public static LocalPostgres at(Path directory, Progress progress) {
    Home home = Home.at(directory);
    long deadline = System.nanoTime() + ANSWER_LIMIT.toNanos();
    while (System.nanoTime() - deadline < 0) {
      Optional<Claim> claim = Claim.on(home.lock());
      if (claim.isPresent()) {
        return owned(home, claim.get(), progress);
      }
      Optional<Answer> answer = answer(home);
      if (answer.isPresent()) {
        return new LocalPostgres(home, answer.get(), Optional.empty());
      }
      Pause.once();
    }
    throw new PostgresUnavailable(
        "another process uses %s, but its PostgreSQL does not answer".formatted(home.root()));
  }

  /// As [#at], but creates nothing.
  ///
  /// @throws PostgresUnavailable also if `directory` holds no database
  public static LocalPostgres existing(Path directory, Progress progress) {
    if (!Files.isDirectory(directory) || !Home.at(directory).hasCluster()) {
      throw new PostgresUnavailable("there is no database in " + directory);
    }
    return at(directory, progress);
  }

  /// The URL for JDBC with user and password: a secret.
  public String jdbcUrl() {
    return session.url();
  }

  public int port() {
    return session.port();
  }

  /// True if another instance, mostly of another process, started the server and will stop it.
  public boolean guest() {
    return ending.isEmpty();
  }

  /// What the server said when it was opened. It always [holds][Durability#holds()].
  public Durability durability() {
    return durability;
  }

  /// Has the end of this process run `last`, and wait for it, before it stops the server. For those
  /// who finish their work with the server then. [#close()] does not run it.
  public void stopAfter(Runnable last) {
    ending.ifPresent(end -> end.after(last));
  }

  /// Stops the server, and deletes a temporary one. Sessions that are open break. Does nothing for
  /// a guest, and nothing the second time.
  @Override
  public void close() {
    ending.ifPresent(AtExit::close);
  }

  @Override
  public String toString() {
    return "PostgreSQL on %s:%d".formatted(Session.HOST, port());
  }

  private static LocalPostgres owned(Home home, Claim claim, Progress progress) {
    try {
      Binaries binaries = Binaries.ofThisMachine(progress);
      Account account =
          home.hasCluster()
              ? Account.ofOwner(home.cluster())
              : Account.forNew(home.root(), binaries);
      Server server = new Server(home, account, binaries);
      Runnable end =
          () -> {
            try {
              server.stop();
            } finally {
              claim.close();
            }
          };
      return run(home, server, true, end, progress);
    } catch (RuntimeException e) {
      claim.close();
      throw e;
    }
  }

  private static LocalPostgres run(
      Home home, Server server, boolean sync, Runnable end, Progress progress) {
    AtExit ending = AtExit.run(end);
    try {
      if (!home.hasCluster()) {
        progress.say("creating a database in " + home.root());
        server.create(sync);
      }
      Answer answer = takenOver(home, server).orElseGet(() -> started(home, server, progress));
      return new LocalPostgres(home, answer, Optional.of(ending));
    } catch (RuntimeException e) {
      ending.close();
      throw e;
    }
  }

  private static Answer started(Home home, Server server, Progress progress) {
    progress.say("starting PostgreSQL");
    server.start(Ports::free);
    return answer(home)
        .orElseThrow(
            () ->
                new PostgresUnavailable(
                    "PostgreSQL started in %s, but does not let us in with the password in %s"
                        .formatted(home.root(), home.password())));
  }

  /// The server that a killed process left behind, when it answers; empty if there is none.
  private static Optional<Answer> takenOver(Home home, Server server) {
    long deadline = System.nanoTime() + ANSWER_LIMIT.toNanos();
    while (server.isRunning() && System.nanoTime() - deadline < 0) {
      Optional<Answer> answer = answer(home);
      if (answer.isPresent()) {
        return answer;
      }
      Pause.once();
    }
    return Optional.empty();
  }

  private static Optional<Answer> answer(Home home) {
    return Postmaster.namedIn(home.cluster())
        .filter(postmaster -> postmaster.port() > 0 && postmaster.serves(home.cluster()))
        .map(postmaster -> new Session(postmaster.port(), Secret.read(home.password())))
        .flatMap(session -> session.ask(home).map(durability -> new Answer(session, durability)));
  }
}
