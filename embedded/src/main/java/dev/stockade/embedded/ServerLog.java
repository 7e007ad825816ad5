package dev.stockade.embedded;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;

/// What a server and its tools say, read for the reason of a failure.
record ServerLog(Path file) {

  private static final long KEPT_BYTES = 8L << 20;

  /// Empties the log if it has grown long.
  void trim() {
    try {
      if (end() > KEPT_BYTES) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw PostgresUnavailable.cannot("delete " + file, e);
    }
  }

  long end() {
    try {
      return Files.exists(file) ? Files.size(file) : 0;
    } catch (IOException e) {
      throw PostgresUnavailable.cannot("read " + file, e);
    }
  }

  String since(long mark) {
    if (!Files.exists(file)) {
      return "";
    }
    try (RandomAccessFile log = new RandomAccessFile(file.toFile(), "r")) {
      byte[] bytes = new byte[(int) Math.min(Math.max(log.length() - mark, 0), KEPT_BYTES)];
      log.seek(mark);
      log.readFully(bytes);
      return new String(bytes, UTF_8);
    } catch (IOException e) {
      throw PostgresUnavailable.cannot("read " + file, e);
    }
  }

  /// The first line of `said` that tells a fatal error, else the last line.
  static String reason(String said) {
    return said.lines()
        .filter(line -> line.contains("FATAL: ") || line.contains("error: "))
        .findFirst()
        .map(line -> line.replaceFirst("^.*(FATAL|error): +", ""))
        .or(() -> said.lines().reduce((first, last) -> last))
        .orElse("it gave no reason");
  }
}
