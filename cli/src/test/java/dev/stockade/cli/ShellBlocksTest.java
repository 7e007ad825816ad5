package dev.stockade.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Nothing that the pages show for a shell is left unrun.
final class ShellBlocksTest {
  /// The curl of the README, which the server's `WalkthroughTest` runs.
  private static final Path CURL = Path.of("../server/src/test/resources/walks/sell.sh");

  /// Commands on pages that are not walked, because they take minutes or never end. Where they are
  /// run all the same, if with other numbers, stands behind them.
  private static final List<String> ELSEWHERE =
      List.of(
          "make verify", // what runs this
          "build/mvn -q -pl server -am -Dtests.of=server -Dtest='Walk*,OpenApi*' integration-test",
          "make campaign", // a quarter of an hour; CampaignTest runs one round
          "make survive", // hours
          "make survive STRATEGY=optimistic",
          "./stockade campaign --seed 471 --rounds 12 --servers 2",
          "./stockade race", // CommandsTest, with fewer callers
          "./stockade replay data/mooncats-drop.csv --speed max", // ReplayOverHttpTest
          "./stockade serve", // ServeTest
          "./stockade serve --config stockade.properties --set strategy=auto", // EveryCommandTest
          "./stockade advise --write stockade.properties");

  private static final String STOCKADE = "./stockade ";

  /// Measures for minutes, whatever its options; CommandsTest measures for a second.
  private static final String BENCH = "./stockade bench ";

  @Test
  void every_block_is_walked_or_has_commands_that_are_run_elsewhere() throws IOException {
    for (Path page : Pages.all()) {
      for (String block : Pages.blocks(page, "sh")) {
        if (!isWalked(page, block)) {
          assertThat(block.lines())
              .as("commands of %s", page)
              .allMatch(line -> ELSEWHERE.contains(line) || line.startsWith(BENCH));
        }
      }
    }
  }

  @Test
  void what_is_run_elsewhere_stands_on_a_page() throws IOException {
    List<String> shown = new ArrayList<>();
    for (Path page : Pages.all()) {
      shown.addAll(Files.readAllLines(page));
    }

    assertThat(shown).containsAll(ELSEWHERE);
  }

  @Test
  void what_is_not_walked_has_options_that_there_are() throws IOException {
    for (Path page : Pages.all()) {
      for (String block : Pages.blocks(page, "sh")) {
        if (!isWalked(page, block)) {
          block.lines().filter(line -> line.startsWith(STOCKADE)).forEach(ShellBlocksTest::read);
        }
      }
    }
  }

  private static void read(String line) {
    String[] words = line.substring(STOCKADE.length()).split(" ");
    assertThat(CommandTree.root().parseArgs(words).hasSubcommand()).as(line).isTrue();
  }

  private static boolean isWalked(Path page, String block) throws IOException {
    return HowToTest.WALKED.contains(page.getFileName().toString())
        || HowToTest.isWalked(block)
        || Files.readString(CURL).contains(block);
  }
}
