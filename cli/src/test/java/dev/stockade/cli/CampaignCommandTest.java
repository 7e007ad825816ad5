package dev.stockade.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/// The campaign as a command.
final class CampaignCommandTest {
  @Test
  void the_command_prints_one_json_object() {
    Run run =
        Run.of(
            "campaign",
            "--embedded",
            "--rounds=1",
            "--only=pause-serve",
            "--strategy=row-lock",
            "--json");

    assertThat(run.code()).as(run.err()).isZero();
    assertThat(run.out().lines()).hasSize(1);
    assertThat(run.out()).contains("\"acceptances\":");
  }
}
