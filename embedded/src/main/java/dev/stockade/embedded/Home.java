package dev.stockade.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The directory of a local PostgreSQL, with all that belongs to it.
///
/// @param root absolute, without symbolic links
record Home(Path root) {

  static final String MAJOR = "18";

  private static final Set<String> OURS =
      Set.of("cluster", "cluster.draft", "password", "server.log", "lock");

  Path cluster() {
    return root.resolve("cluster");
  }

  /// A cluster that is not complete. It gets its name when it is.
  Path draft() {
    return root.resolve("cluster.draft");
  }

  Path password() {
    return root.resolve("password");
  }

  Path log() {
    return root.resolve("server.log");
  }

  Path lock() {
    return root.resolve("lock");
  }

  boolean hasCluster() {
    return Files.exists(cluster());
  }

  /// A new home below `java.io.tmpdir`.
  static Home temporary() {
    try {
      return new Home(Files.createTempDirectory("stockade-postgres-").toRealPath());
    } catch (IOException e) {
      throw PostgresUnavailable.cannot("create a temporary directory", e);
    }
  }

  /// The home at `directory`, which is created if it is absent.
  ///
  /// @throws PostgresUnavailable if it cannot be used, or holds something else
  static Home at(Path directory) {
    if (Files.exists(directory) && !Files.isDirectory(directory)) {
      throw new PostgresUnavailable(directory + " is a file: name a directory for the database");
    }
    try {
      Files.createDirectories(directory);
      Home home = new Home(directory.toRealPath());
      home.refuseForeign();
      return home;
    } catch (IOException e) {
      throw PostgresUnavailable.cannot("use the directory " + directory, e);
    }
  }

  private void refuseForeign() throws IOException {
    Set<String> names;
    try (Stream<Path> files = Files.list(root)) {
      names = files.map(file -> file.getFileName().toString()).collect(Collectors.toSet());
    }
    if (names.contains("PG_VERSION")) {
      throw new PostgresUnavailable(
          "%s is a PostgreSQL cluster that was not created here: start it yourself and give its URL"
              .formatted(root));
    }
    if (names.stream().anyMatch(name -> !OURS.contains(name) && !name.equals("lost+found"))) {
      throw new PostgresUnavailable(
          root + " holds something else than a database: choose an empty or a new directory");
    }
    if (hasCluster()) {
      Owner owner = Owner.of(cluster());
      if (!Owner.isRoot() && owner.uid() != Owner.ownUid()) {
        throw new PostgresUnavailable(
            "the database in %s belongs to user %s: start as that user or as root"
                .formatted(root, owner.name()));
      }
      String major = Files.readString(cluster().resolve("PG_VERSION")).strip();
      if (!major.equals(MAJOR)) {
        throw new PostgresUnavailable(
            "%s was written by PostgreSQL %s, and this is PostgreSQL %s: upgrade it with pg_upgrade"
                .formatted(root, major, MAJOR));
      }
    }
  }
}
