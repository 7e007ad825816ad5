package dev.stockade.embedded;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/// The server of a directory, whoever opened it, looked at from outside: nothing is started,
/// stopped or claimed. For those who break it on purpose.
public final class RunningPostgres {
  private RunningPostgres() {}

  /// The first process of the server, if it lives. Its sessions are its children.
  public static Optional<ProcessHandle> process(Path directory) {
    return home(directory)
        .flatMap(
            home ->
                Postmaster.namedIn(home.cluster())
                    .filter(postmaster -> postmaster.serves(home.cluster())))
        .flatMap(postmaster -> ProcessHandle.of(postmaster.pid()));
  }

  /// The URL for JDBC with user and password, if the server answers now: a secret.
  public static Optional<String> url(Path directory) {
    return home(directory)
        .flatMap(
            home ->
                Postmaster.namedIn(home.cluster())
                    .filter(it -> it.port() > 0 && it.serves(home.cluster()))
                    .map(it -> new Session(it.port(), Secret.read(home.password())))
                    .filter(session -> session.ask(home).isPresent())
                    .map(Session::url));
  }

  private static Optional<Home> home(Path directory) {
    try {
      return Optional.of(new Home(directory.toRealPath())).filter(Home::hasCluster);
    } catch (IOException e) {
      return Optional.empty();
    }
  }
}
