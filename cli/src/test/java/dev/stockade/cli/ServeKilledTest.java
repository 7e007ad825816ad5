package dev.stockade.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `stockade serve` as a process that is killed.
final class ServeKilledTest {
  private static final int BUYERS = 32;
  private static final int SUPPLY = 1_000_000;

  @Test
  void what_was_answered_is_there_when_it_is_started_again(@TempDir Path directory)
      throws Exception {
    Path data = directory.resolve("data");
    Collection<String> accepted;
    URI collection;
    try (ServeProcess serve = ServeProcess.on(data);
        var buyers = new Buyers(serve.url(), SUPPLY)) {
      buyers.start(BUYERS);
      await().atMost(Duration.ofSeconds(60)).until(() -> buyers.accepted().size() > 300);
      serve.kill();
      serve.ended();
      buyers.finished();
      accepted = buyers.accepted();
      collection = buyers.collection();
    }

    try (ServeProcess serve = ServeProcess.on(data);
        var reader = new Buyers(serve.url(), 1)) {
      for (String acceptance : accepted) {
        assertThat(reader.get(acceptance).statusCode()).as(acceptance).isEqualTo(200);
      }
      assertThat(reader.get(collection.getPath()).body()).contains("\"supply\":" + SUPPLY);
      serve.terminate();
      serve.ended();
    }
  }
}
