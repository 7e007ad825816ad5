package dev.stockade.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// No command is left out.
final class EveryCommandTest {
  private static final Path TESTS = Path.of("src/test/java");
  private static final Path PAGE = Path.of("../docs/reference/command-line.md");

  /// Takes minutes; what it does is tested below the command line.
  private static final List<String> TOO_LONG = List.of("advise");

  @Test
  void every_command_is_run_by_a_test() throws IOException {
    String tests = tests();

    for (List<String> command : CommandTree.leaves()) {
      if (command.equals(TOO_LONG)) {
        continue;
      }
      assertThat(tests).as("the tests run: %s", command).containsPattern(run(command));
    }
  }

  @Test
  void every_command_stands_on_its_page() throws IOException {
    String page = Files.readString(PAGE);

    for (List<String> command : CommandTree.leaves()) {
      String words = String.join(" ", command);
      assertThat(page)
          .as("the page of the command line, for %s", words)
          .containsPattern(
              "(?m)^## " + Pattern.quote(words) + "$|`" + Pattern.quote(words) + "[ `]");
    }
  }

  /// The words of a command as the first arguments of a call.
  private static String run(List<String> command) {
    return command.stream()
        .map(word -> "\"" + Pattern.quote(word) + "\"")
        .collect(Collectors.joining(",\\s*", "[({]\\s*", ""));
  }

  private static String tests() throws IOException {
    var tests = new ArrayList<String>();
    try (Stream<Path> files = Files.walk(TESTS)) {
      for (Path file : files.filter(it -> it.toString().endsWith("Test.java")).toList()) {
        tests.add(Files.readString(file));
      }
    }
    tests.add(Files.readString(TESTS.resolve("dev/stockade/cli/ServeProcess.java")));
    return String.join("\n", tests);
  }
}
