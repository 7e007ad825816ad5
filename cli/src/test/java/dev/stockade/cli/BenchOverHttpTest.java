package dev.stockade.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stockade.embedded.LocalPostgres;
import dev.stockade.embedded.Progress;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

final class BenchOverHttpTest {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  @TempDir private Path data;

  @Test
  void acceptances_over_http_are_measured_and_verified_beside_their_bound() {
    try (LocalPostgres postgres = LocalPostgres.at(data, Progress.silent())) {
      Run run =
          Run.of(
              "bench",
              "--party=http,http-batch,bound-http",
              "--callers=20",
              "--runs=1",
              "--warm-up=0",
              "--measured=0.5",
              "--json",
              "--database",
              postgres.jdbcUrl());

      assertThat(run.code()).as(run.err()).isZero();
      JsonNode results = JSON.readTree(run.out()).get("results");
      assertThat(results.valueStream().map(it -> it.get("party").asString()))
          .containsExactly("http", "http-batch", "bound-http");
      for (JsonNode result : results) {
        assertThat(result.get("acceptsPerSecond").get("median").asDouble()).isPositive();
        boolean isBound = result.get("kind").asString().equals("bound");
        assertThat(result.get("verified").asBoolean(false)).isEqualTo(!isBound);
      }
    }
  }
}
