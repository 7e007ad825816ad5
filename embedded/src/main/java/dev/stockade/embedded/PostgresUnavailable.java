package dev.stockade.embedded;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;

/// A local PostgreSQL could not be started, joined or stopped. The message is one sentence for the
/// user that says what is wrong and, where there is something, what to do.
public final class PostgresUnavailable extends RuntimeException {

  private static final long serialVersionUID = 1L;

  PostgresUnavailable(String message) {
    super(message);
  }

  /// A file could not be used as `act` says.
  static PostgresUnavailable cannot(String act, IOException cause) {
    String reason =
        switch (cause) {
          case AccessDeniedException denied -> "permission denied: " + denied.getFile();
          case NoSuchFileException missing -> "there is no " + missing.getFile();
          case FileSystemException failed when failed.getReason() != null ->
              failed.getFile() + ": " + failed.getReason();
          default -> cause.toString();
        };
    return new PostgresUnavailable("cannot %s: %s".formatted(act, reason), cause);
  }

  PostgresUnavailable(String message, Throwable cause) {
    super(message, cause);
  }
}
