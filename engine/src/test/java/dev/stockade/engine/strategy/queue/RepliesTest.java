package dev.stockade.engine.strategy.queue;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stockade.core.Decision;
import dev.stockade.core.InDoubt;
import dev.stockade.core.Outcome;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RepliesTest {
  @Test
  void each_line_of_a_message_is_a_reply() {
    assertThat(read("1 sold-out\n2 not-enough-stock 3 2"))
        .containsExactly(
            Map.entry(1L, new Decision.SoldOut()),
            Map.entry(2L, new Decision.NotEnoughStock(3, 2)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "expired",
        "accepted 00000000-0000-0000-0000-000000000001 1 7 2026-11-28T12:00:00Z 3 false",
        "not-enough-stock 3",
        "not-enough-stock three 2"
      })
  void what_another_version_says_is_in_doubt_and_the_others_are_heard(String words) {
    assertThat(read("1 " + words + "\n2 sold-out"))
        .containsExactly(Map.entry(1L, new InDoubt()), Map.entry(2L, new Decision.SoldOut()));
  }

  private static Map<Long, Outcome> read(String message) {
    var heard = new LinkedHashMap<Long, Outcome>();
    Replies.read(message, (number, outcome, again) -> heard.put(number, outcome));
    return heard;
  }
}
