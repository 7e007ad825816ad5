package dev.stockade.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The script that `completion` prints, in bash.
final class CompletionTest {
  @TempDir private Path directory;
  private Path script = Path.of("");

  @BeforeEach
  void print() throws IOException {
    Run run = Run.of("completion");
    assertThat(run.code()).as(run.err()).isZero();
    script = Files.writeString(directory.resolve("completion"), run.out());
  }

  @Test
  void it_is_good_bash() throws Exception {
    assertThat(bash("-n", script.toString())).isEmpty();
  }

  @Test
  void it_completes_commands_and_options() throws Exception {
    assertThat(completed("./stockade", "coll")).isEqualTo("collection");
    assertThat(completed("./stockade", "bid", "wi")).isEqualTo("withdraw");
    assertThat(completed("./stockade", "events", "--fol")).isEqualTo("--follow");
  }

  private String completed(String... words) throws Exception {
    String line = String.join(" ", words);
    return bash(
            "-c",
            "source %s; COMP_WORDS=(%s); COMP_CWORD=%d; _complete_stockade 2>/dev/null; echo \"${COMPREPLY[@]}\""
                .formatted(script, line, words.length - 1))
        .strip();
  }

  private static String bash(String... words) throws IOException, InterruptedException {
    var builder = new ProcessBuilder("bash");
    builder.command().addAll(List.of(words));
    Process bash = builder.redirectErrorStream(true).start();
    String said = new String(bash.getInputStream().readAllBytes(), UTF_8);
    assertThat(bash.waitFor()).as(said).isZero();
    return said;
  }
}
