package dev.stockade.lab.campaign.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stockade.lab.arena.Finding;
import dev.stockade.lab.campaign.notes.Breakage;
import dev.stockade.lab.campaign.notes.LostAnswer;
import dev.stockade.lab.campaign.notes.Notes;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

final class TimesTest {
  private static final long SECOND = Duration.ofSeconds(1).toNanos();
  private static final Times TIMES =
      new Times(Duration.ofSeconds(7), Duration.ofSeconds(5), Duration.ofSeconds(10));

  private final Notes notes = new Notes();

  @Test
  void an_answer_may_be_lost_where_its_server_is_killed() {
    notes.broken(new Breakage("kill-serve", 1, SECOND, 2 * SECOND));
    notes.lost(new LostAnswer(1, 0, SECOND + 1, "reset"));

    assertThat(names(0)).isEmpty();
  }

  @Test
  void an_answer_is_lost_for_nothing_where_another_server_is_killed() {
    notes.broken(new Breakage("kill-serve", 2, SECOND, 2 * SECOND));
    notes.lost(new LostAnswer(1, 0, SECOND + 1, "reset"));

    assertThat(names(0)).containsExactly("LostForNothing");
  }

  @Test
  void an_answer_must_not_be_lost_where_its_server_is_told_to_end() {
    notes.broken(new Breakage("sigterm", 1, SECOND, 2 * SECOND));
    notes.lost(new LostAnswer(1, 0, SECOND + 1, "reset"));

    assertThat(names(0)).containsExactly("CutOffAtTheEnd");
  }

  @Test
  void a_late_answer_is_excused_by_a_pause_of_its_server_alone() {
    notes.broken(new Breakage("pause-serve", 1, 0, SECOND));
    notes.late(1, 0, 8 * SECOND);
    notes.late(2, 0, 6 * SECOND);
    assertThat(names(0)).isEmpty();

    notes.late(2, 0, 8 * SECOND);
    assertThat(names(0)).containsExactly("LateAnswer");
  }

  @Test
  void a_server_without_a_success_is_found_where_nothing_was_broken() {
    assertThat(names(9 * SECOND)).isEmpty();
    assertThat(names(11 * SECOND)).containsExactly("Drought");

    notes.broken(new Breakage("silence-lines", 0, 2 * SECOND, 5 * SECOND));
    assertThat(names(11 * SECOND)).isEmpty();

    notes.broken(new Breakage("cut-commit", 0, 6 * SECOND, 7 * SECOND));
    assertThat(names(16 * SECOND)).containsExactly("Drought");
  }

  private List<String> names(long end) {
    return TIMES.judge(notes, 1, end).stream().map(Finding::name).toList();
  }
}
