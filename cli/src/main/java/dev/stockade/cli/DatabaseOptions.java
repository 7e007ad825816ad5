package dev.stockade.cli;

import dev.stockade.lab.Mistake;
import dev.stockade.lab.database.Database;
import dev.stockade.lab.database.DatabaseUrl;
import dev.stockade.lab.report.Screen;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// Which database: options that several commands share.
final class DatabaseOptions {
  @Option(
      names = "--database",
      paramLabel = "URL",
      description = {
        "A PostgreSQL: postgresql://user@host:5432/database, or a JDBC URL.",
        "Its password comes from PGPASSWORD, --password-file, or ~/.pgpass (PGPASSFILE).",
        "Default: the URL in STOCKADE_DATABASE, else an embedded PostgreSQL."
      })
  private @Nullable String url;

  @Option(
      names = "--password-file",
      paramLabel = "FILE",
      description = "A file whose first line is the password.")
  private @Nullable Path passwordFile;

  /// Whether one of the options was given.
  boolean isGiven() {
    return url != null || passwordFile != null;
  }

  /// The URL that was given, if one was.
  Optional<DatabaseUrl> url() {
    String text = url == null ? System.getenv("STOCKADE_DATABASE") : url;
    if (text == null || text.isBlank()) {
      if (passwordFile != null) {
        throw new Mistake("--password-file needs --database");
      }
      return Optional.empty();
    }
    return Optional.of(withPassword(DatabaseUrl.parse(text.strip())));
  }

  /// The database that was given.
  Database required() {
    return url()
        .map(Database::given)
        .orElseThrow(() -> new Mistake("say which database: --database URL"));
  }

  /// The database that was given, else a temporary one.
  Database open(Screen screen) {
    return url().map(Database::given).orElseGet(() -> Database.temporary(screen));
  }

  private DatabaseUrl withPassword(DatabaseUrl given) {
    if (passwordFile != null) {
      return given.withPassword(firstLine(passwordFile));
    }
    String fromEnvironment = System.getenv("PGPASSWORD");
    return given.hasPassword() || fromEnvironment == null
        ? given
        : given.withPassword(fromEnvironment);
  }

  private static String firstLine(Path file) {
    try {
      List<String> lines = Files.readAllLines(file);
      if (lines.isEmpty() || lines.getFirst().isEmpty()) {
        throw new Mistake("the password file %s is empty".formatted(file));
      }
      return lines.getFirst();
    } catch (IOException e) {
      throw new Mistake("the password file %s cannot be read".formatted(file), e);
    }
  }
}
