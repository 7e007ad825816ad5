package dev.stockade.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class ConfigurationPageTest {
  @Test
  void the_page_tells_every_setting_with_its_default_and_its_bounds() throws IOException {
    String page = Files.readString(Path.of("../docs/reference/configuration.md"));

    for (Setting setting : Setting.values()) {
      assertThat(page)
          .contains(
              String.format(
                  Locale.ROOT,
                  "| `%s` | %,d | %,d to %,d |",
                  setting.key(),
                  setting.byDefault(),
                  setting.min(),
                  setting.max()));
    }
    assertThat(page.lines().filter(line -> line.startsWith("| `")).count())
        .as("rows, besides the twelve that are no bounds")
        .isEqualTo(Setting.values().length + 12L);
  }
}
