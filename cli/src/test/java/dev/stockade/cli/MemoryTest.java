package dev.stockade.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stockade.embedded.LocalPostgres;
import dev.stockade.embedded.Progress;
import dev.stockade.engine.Strategies;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

final class MemoryTest {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final Duration LIMIT = Duration.ofMinutes(5);

  @TempDir private Path directory;

  /// By every strategy. The callers themselves, and who measures them, are in the same process.
  @Test
  void ten_thousand_waiting_callers_have_their_answers_in_256_megabytes() throws Exception {
    Path out = directory.resolve("out");
    Path err = directory.resolve("err");
    try (LocalPostgres postgres = LocalPostgres.temporary(Progress.silent())) {
      Process advise =
          new ProcessBuilder(advise(postgres.jdbcUrl()))
              .redirectOutput(Redirect.to(out.toFile()))
              .redirectError(Redirect.to(err.toFile()))
              .start();
      try {
        assertThat(advise.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)).isTrue();
      } finally {
        advise.destroyForcibly();
      }

      assertThat(advise.exitValue()).as(Files.readString(err)).isZero();
      JsonNode results = JSON.readTree(Files.readString(out)).at("/measured/results");
      assertThat(results.valueStream().map(it -> it.get("callers").asInt()))
          .containsOnly(1_000, 10_000)
          .hasSize(2 * Strategies.NAMES.size());
      for (JsonNode result : results) {
        assertThat(result.get("verified").asBoolean()).isTrue();
        assertThat(result.get("unfinished").asInt()).isZero();
      }
    }
  }

  private static List<String> advise(String url) {
    var words = new ArrayList<>(Jvm.running(Main.class));
    int main = words.indexOf("-cp");
    words.addAll(main, List.of("-Xmx256m", "-XX:+ExitOnOutOfMemoryError"));
    words.addAll(List.of("advise", "--callers=1000,10000", "--runs=1", "--warm-up=0"));
    words.addAll(List.of("--measured=0.1", "--json", "--database", url));
    return words;
  }
}
