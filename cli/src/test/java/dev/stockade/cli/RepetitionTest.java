package dev.stockade.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class RepetitionTest {
  @Test
  void the_command_is_told_with_its_seed_and_without_secrets() {
    var arguments =
        List.of(
            "bench",
            "--quick",
            "--database",
            "postgresql://me:secret@host/db",
            "--redis=redis://:secret@host",
            "--seed",
            "3",
            "--json",
            "--html",
            "out.html");

    assertThat(Repetition.of("bench", arguments, 7))
        .isEqualTo("./stockade bench --quick --database URL --redis URL --seed 7");
  }
}
