package dev.stockade.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

/// Where the command line prints: results on `out`, all else on `err`.
///
/// @param live whether `err` is a terminal on which lines can be redrawn
record Console(PrintStream out, PrintStream err, boolean live) {
  /// The streams of this process, as UTF-8 whatever the locale says.
  static Console ofProcess() {
    return new Console(
        new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8),
        new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8),
        isTerminal(System.getenv().getOrDefault("TERM", "dumb")));
  }

  static PrintWriter writer(PrintStream stream) {
    return new PrintWriter(stream, true, StandardCharsets.UTF_8);
  }

  private static boolean isTerminal(String term) {
    if (term.equals("dumb")) {
      return false;
    }
    try {
      String target = Files.readSymbolicLink(Path.of("/proc/self/fd/2")).toString();
      return target.startsWith("/dev/pts/") || target.startsWith("/dev/tty");
    } catch (IOException e) {
      // Not Linux: the best that Java tells is whether stdin and stdout are a terminal.
      return Objects.requireNonNull(System.console()).isTerminal();
    }
  }
}
