package dev.stockade.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunningPostgresTest {

  @TempDir private Path directory = Path.of("");

  @Test
  void a_server_is_found_while_it_runs_and_stays_with_whom_it_belongs_to() {
    assertThat(RunningPostgres.process(directory)).isEmpty();
    assertThat(RunningPostgres.url(directory)).isEmpty();
    Path home = directory.resolve("data");
    ProcessHandle process;
    try (LocalPostgres postgres = LocalPostgres.at(home, Progress.silent())) {
      process = RunningPostgres.process(home).orElseThrow();

      assertThat(process.isAlive()).isTrue();
      assertThat(RunningPostgres.url(home)).contains(postgres.jdbcUrl());
      assertThat(postgres.guest()).isFalse();
    }

    assertThat(process.info().command()).isEqualTo(Optional.empty());
    assertThat(RunningPostgres.process(home)).isEmpty();
    assertThat(RunningPostgres.url(home)).isEmpty();
  }
}
