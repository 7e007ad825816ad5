package dev.stockade.lab.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ScreenTest {
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

  @Test
  void on_a_terminal_a_picture_replaces_the_one_before() {
    Screen screen = screen(true);

    screen.draw(List.of("one", "two"));
    screen.draw(List.of("three"));

    assertThat(printed()).isEqualTo("one\ntwo\n\u001b[1A\u001b[2K\u001b[1A\u001b[2Kthree\n");
  }

  @Test
  void a_line_that_stays_takes_the_place_of_the_picture() {
    Screen screen = screen(true);

    screen.draw(List.of("picture"));
    screen.say("stays");
    screen.draw(List.of("next"));

    assertThat(printed()).isEqualTo("picture\n\u001b[1A\u001b[2Kstays\nnext\n");
  }

  @Test
  void elsewhere_there_are_no_pictures_and_no_control_characters() {
    Screen screen = screen(false);

    screen.draw(List.of("picture"));
    screen.say("stays");

    assertThat(printed()).isEqualTo("stays\n");
  }

  private Screen screen(boolean live) {
    return new Screen(new PrintStream(bytes, true, StandardCharsets.UTF_8), live);
  }

  private String printed() {
    return bytes.toString(StandardCharsets.UTF_8);
  }
}
