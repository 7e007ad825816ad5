package dev.stockade.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ConfigTest {
  @Test
  void text_is_read_and_what_is_not_named_stays_at_its_default() {
    Config config = Config.parse(Map.of("schema", "shop", "migration", "off", "connections", "4"));

    assertThat(config.schema()).isEqualTo("shop");
    assertThat(config.migration()).isEqualTo(Migration.OFF);
    assertThat(config.get(Setting.CONNECTIONS)).isEqualTo(4);
    assertThat(config.time(Setting.DEADLINE)).isEqualTo(Duration.ofSeconds(5));
    assertThat(config.strategy()).isEqualTo(Strategies.ROW_LOCK);
  }

  @Test
  void all_mistakes_are_told_at_once() {
    assertThatThrownBy(
            () ->
                Config.parse(
                    Map.of(
                        "conections", "4",
                        "deadline", "soon",
                        "page", "0",
                        "migration", "maybe",
                        "schema", "Shop",
                        "strategy", "magic")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("unknown setting 'conections', known are")
        .hasMessageContaining("deadline must be a whole number: 'soon'")
        .hasMessageContaining("page must be 1 to 10000: 0")
        .hasMessageContaining("migration must be migrate, validate or off: 'maybe'")
        .hasMessageContaining("'Shop'")
        .hasMessageContaining("unknown strategy 'magic', known are " + Strategies.NAMES);
  }

  @Test
  void every_default_is_within_its_own_bounds() {
    for (Setting setting : Setting.values()) {
      assertThat(setting.byDefault()).as(setting.key()).isBetween(setting.min(), setting.max());
    }
  }
}
