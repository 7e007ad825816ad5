package dev.stockade.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SwitchTest {

  @ParameterizedTest
  @EnumSource
  void root_becomes_another_user_whose_command_gets_its_words_as_they_are(Switch by) {
    if (!Owner.isRoot()) {
      return; // An ordinary user never switches.
    }
    String script = "id -u; printf '<%s>' \"$@\"";
    List<String> words = List.of("sh", "-c", script, "sh", "a b", "it's", "$HOME", "");

    Owner nobody = Owner.nobody().orElseThrow();
    Command command = Command.run(Duration.ofSeconds(10), by.command(nobody, words));

    assertThat(command.output()).isEqualTo(nobody.uid() + "\n<a b><it's><$HOME><>");
  }
}
