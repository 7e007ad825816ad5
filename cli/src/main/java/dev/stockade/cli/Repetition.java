package dev.stockade.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// The command that does a run again, as people type it. It tells no URL, which may hold a
/// password. Pure.
final class Repetition {
  private static final Set<String> SECRET = Set.of("--database", "--redis");
  private static final Set<String> OF_THIS_RUN = Set.of("--seed", "--html", "--write");

  private Repetition() {}

  /// @param arguments with the name of the command somewhere before its options
  static String of(String command, List<String> arguments, long seed) {
    var words = new ArrayList<>(List.of("./stockade", command));
    for (int i = arguments.indexOf(command) + 1; i < arguments.size(); i++) {
      String word = arguments.get(i);
      String option = word.split("=", 2)[0];
      boolean valueFollows = !word.contains("=");
      if (SECRET.contains(option)) {
        words.add(option + " URL");
        i += valueFollows ? 1 : 0;
      } else if (OF_THIS_RUN.contains(option)) {
        i += valueFollows ? 1 : 0;
      } else if (!option.equals("--json")) {
        words.add(word);
      }
    }
    words.add("--seed " + seed);
    return String.join(" ", words);
  }
}
