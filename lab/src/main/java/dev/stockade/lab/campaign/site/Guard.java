package dev.stockade.lab.campaign.site;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// Cleans up after a campaign whose process is killed, as far as the system tells where a process
/// works. It is a shell that reads from a pipe which nobody writes: the pipe's end is the sign.
final class Guard implements AutoCloseable {
  private final Process shell;
  private final Path mark;

  private Guard(Process shell, Path mark) {
    this.shell = shell;
    this.mark = mark;
  }

  /// @param directory in which, or below which, all processes of the campaign work
  static Guard over(Path directory) throws IOException {
    Path mark = Files.createFile(directory.resolve("open"));
    // In a session of its own, out of reach of the terminal's Ctrl-C.
    var words =
        List.of(
            "sh",
            "-c",
            "command -v setsid >/dev/null && exec setsid sh -c \"$1\" sh \"$2\"; exec sh -c \"$1\" sh \"$2\"",
            "stockade-campaign-guard",
            script(),
            directory.toString());
    Process shell =
        new ProcessBuilder(words)
            .redirectOutput(Redirect.DISCARD)
            .redirectError(Redirect.DISCARD)
            .start();
    return new Guard(shell, mark);
  }

  private static String script() throws IOException {
    try (InputStream script = Guard.class.getResourceAsStream("guard.sh")) {
      return new String(script.readAllBytes(), UTF_8);
    }
  }

  /// All is well: nothing is left to be cleaned up.
  @Override
  public void close() throws IOException {
    Files.deleteIfExists(mark);
    shell.getOutputStream().close();
  }
}
