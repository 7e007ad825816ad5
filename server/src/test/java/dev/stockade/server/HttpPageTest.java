package dev.stockade.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stockade.server.http.ProblemType;
import dev.stockade.server.http.Route;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Holds the page about the API against the code.
class HttpPageTest {
  private static String page = "";

  @BeforeAll
  static void read() throws IOException {
    page = Files.readString(Path.of("../docs/reference/http.md"));
  }

  @Test
  void it_tells_every_problem_in_the_order_of_the_code() {
    List<String> told =
        page.lines()
            .filter(line -> line.startsWith("| `/problems/"))
            .map(line -> line.replaceAll("^\\| `([^`]+)` \\| (\\d+) \\|.*", "$1 $2"))
            .toList();

    assertThat(told)
        .containsExactlyElementsOf(
            Arrays.stream(ProblemType.values())
                .map(type -> type.uri() + " " + type.status())
                .toList());
  }

  @Test
  void it_tells_every_setting_with_its_default_and_its_bounds() {
    for (HttpSetting setting : HttpSetting.values()) {
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
    assertThat(page.lines().filter(line -> line.startsWith("| `http-")).count())
        .isEqualTo(HttpSetting.values().length);
  }

  @Test
  void it_tells_every_route() {
    try (Server server = new TestDatabase().start()) {
      for (Route route : server.routes().all()) {
        String path = route.path().replace("{collection}", "{id}");
        assertThat(
                page.lines()
                    .filter(line -> line.startsWith("| `"))
                    .filter(line -> line.contains(path + "`") || line.contains(path + "?")))
            .as("lines that tell %s %s", route.method(), route.path())
            .anyMatch(line -> line.contains(route.method()));
      }
    }
  }
}
