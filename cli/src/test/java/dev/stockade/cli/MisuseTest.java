package dev.stockade.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Every mistake ends with one sentence on stderr, its exit code, and nothing on stdout.
final class MisuseTest {
  private static final String NOWHERE = "postgresql://nobody@127.0.0.1:1/none?connect_timeout=2";

  @TempDir private Path directory;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "fly                                | unmatched argument at index 0: 'fly'; see ./stockade --help",
        "race --colour red                  | unknown options: '--colour', 'red'; see ./stockade race --help",
        "race --stock -5                    | --stock must be 0 to 1000000000: -5",
        "race --stock many                  | invalid value for option '--stock': 'many' is not a whole number up to 2147483647; see ./stockade race --help",
        "race --stock 99999999999           | invalid value for option '--stock': '99999999999' is not a whole number up to 2147483647; see ./stockade race --help",
        "race --rate fast                   | --rate: a rate limit is like 1/s, 100/10s or 5/min burst 20: 'fast'",
        "race --rate 1/s --strategy naive   | naive has no rate limit: leave it out, or --rate",
        "race --callers 0                   | --callers must be 1 to 100000: 0",
        "race --strategy naive,luck         | unknown strategy 'luck': there are naive, row-lock, optimistic, event-sourced, queue, auto, mixed",
        "race --database mysql://h/d        | this is no database URL that can be used: a database URL looks like postgresql://user@host:5432/database",
        "race --password-file pw            | --password-file needs --database",
        "replay                             | missing required parameter: 'FILE'; see ./stockade replay --help",
        "replay nothing.csv                 | there is no file nothing.csv",
        "replay x.csv --speed fast          | --speed must be a number above 0, or max: 'fast'",
        "replay x.csv --from 2021-02-30     | --from: '2021-02-30' is neither a date like 2021-03-13 nor a moment like 2021-03-13T18:30:00Z",
        "replay x.csv --from 2021-03-13 --to 2021-03-13 | --from must be before --to",
        "replay x.csv --strategy luck       | unknown strategy 'luck': there are naive, row-lock, optimistic, event-sourced, queue, auto, mixed",
        "replay x.csv --server ftp://h      | --server must be like http://127.0.0.1:8080, without a path: 'ftp://h'",
        "replay x.csv --server 127.0.0.1:80 | --server must be like http://127.0.0.1:8080, without a path: '127.0.0.1:80'",
        "replay x.csv --server http://h:1/v1 | --server must be like http://127.0.0.1:8080, without a path: 'http://h:1/v1'",
        "replay x.csv --server http://h --strategy mixed | a server does not know the strategy 'mixed': leave out --server",
        "campaign --servers 3               | --servers must be 1 or 2: 3",
        "campaign --rounds 0                | --rounds must be 1 to 1000000: 0",
        "campaign --rounds 1 --seconds 1    | of --seconds, --rounds and --strikes, give one",
        "campaign --strategy naive          | unknown strategy 'naive': there are row-lock, optimistic, event-sourced, queue",
        "campaign --only fire               | unknown fault 'fire': there are kill-serve, sigterm, pause-serve, kill-postgres, restart-postgres, pause-postgres, kill-session, kill-all, kill-deciding, reset-lines, silence-lines, slow-lines, refuse-lines, cut-before, cut-commit, cut-and-away, hold-commit, kill-worker, pause-worker, flush-redis, restart-redis, redeliver",
        "campaign --embedded --only cut-commit | cut-commit needs a proxy or a queue of the campaign's own, and with --embedded there is none; there are kill-serve, sigterm, pause-serve, kill-postgres, restart-postgres, pause-postgres, kill-session, kill-all",
        "collection show 1-1-1-1-1          | invalid value for positional parameter at index 0 (COLLECTION): '1-1-1-1-1' is no id: ids are UUIDs; see ./stockade collection show --help",
        "collection create --supply 1       | missing required option: '--name=TEXT'; see ./stockade collection create --help",
        "collection list --server ftp://h   | --server must be like http://127.0.0.1:8080, without a path: 'ftp://h'",
        "collection list --wait 4000        | --wait must be 0 to 3600: 4000",
        "accept 01900000-0000-7000-8000-000000000001 | missing required parameter: 'BID'; see ./stockade accept --help",
        "strategy 01900000-0000-7000-8000-000000000001 --reason x | --reason needs the NAME of a strategy",
        "audit                              | say what to audit: --database URL or --data DIR",
        "audit --data d --database postgresql://h/d | give either --data or --database",
      })
  void a_mistake_ends_with_a_sentence_and_exit_code_2(String line, String sentence) {
    Run run = Run.of(line.strip().split(" +"));

    assertThat(run).isEqualTo(new Run(2, "", "stockade: " + sentence + "\n"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"race", "audit"})
  void a_database_that_does_not_answer_ends_with_exit_code_69(String command) {
    Run run = Run.of(command, "--database", NOWHERE);

    assertThat(run)
        .isEqualTo(
            new Run(
                69,
                "",
                "stockade: no PostgreSQL answers at 127.0.0.1:1: check that it runs, and host and port in the URL\n"));
  }

  @Test
  void a_server_that_is_not_there_ends_with_exit_code_69() throws IOException {
    Path file =
        file(
            """
            timestamp,item,price_eth,seller,buyer
            2021-03-13 16:04:36 UTC,a,1,s,b
            """);

    Run run = Run.of("replay", file.toString(), "--server", "http://127.0.0.1:1");

    assertThat(run.code()).isEqualTo(69);
    assertThat(run.out()).isEmpty();
    assertThat(run.err())
        .endsWith(
            "stockade: no server answers at http://127.0.0.1:1: check that it runs, and host and port in the URL\n");
  }

  @Test
  void a_crowd_that_is_too_large_ends_with_exit_code_2() throws IOException {
    Path file =
        file(
            """
            timestamp,item,price_eth,seller,buyer
            2021-03-13 16:04:36 UTC,a,1,s,b
            """);

    Run run = Run.of("replay", file.toString(), "--crowd", "101");

    assertThat(run).isEqualTo(new Run(2, "", "stockade: --crowd must be 0 to 100: 101\n"));
  }

  @Test
  void a_directory_without_a_database_is_not_audited_and_stays_as_it_was() {
    Path missing = directory.resolve("missing");

    Run run = Run.of("audit", "--data", missing.toString());

    assertThat(run.code()).isEqualTo(69);
    assertThat(run.err()).isEqualTo("stockade: there is no database in " + missing + "\n");
    assertThat(missing).doesNotExist();
  }

  @Test
  void a_file_with_other_columns_ends_with_exit_code_2() throws IOException {
    Path file = file("when,what\n");

    Run run = Run.of("replay", file.toString());

    assertThat(run)
        .isEqualTo(
            new Run(
                2,
                "",
                "stockade: %s has other columns: its first line must be timestamp,item,price_eth,seller,buyer\n"
                    .formatted(file)));
  }

  @Test
  void a_window_without_rows_ends_with_where_the_rows_are() throws IOException {
    Path file =
        file(
            """
            timestamp,item,price_eth,seller,buyer
            2017-08-10 16:04:36 UTC,a,1,s,b
            2017-08-11 16:04:36 UTC,a,1,s,b
            """);

    Run run = Run.of("replay", file.toString());

    assertThat(run)
        .isEqualTo(
            new Run(
                2,
                "",
                "stockade: %s has no row in the window; its rows are from 2017-08-10T16:04:36Z to 2017-08-11T16:04:36Z: choose with --from and --to\n"
                    .formatted(file)));
  }

  @Test
  void with_strict_a_bad_row_ends_the_run_before_the_database_is_asked() throws IOException {
    Path file =
        file(
            """
            timestamp,item,price_eth,seller,buyer
            2021-03-13 16:04:36 UTC,a,1,s,b
            2021-03-13 16:04:36 UTC,a,none,s,b
            """);

    Run run = Run.of("replay", file.toString(), "--strict", "--database", NOWHERE);

    assertThat(run)
        .isEqualTo(
            new Run(
                2,
                "",
                "%s: line 3, column 3 (price_eth): 'none' is not a decimal number like 0.300000\n"
                        .formatted(file)
                    + "stockade: %s has 1 bad row, and --strict allows none; nothing was written\n"
                        .formatted(file)));
  }

  @Test
  void a_password_file_that_cannot_be_read_is_a_mistake() {
    Path missing = directory.resolve("password");

    Run run = Run.of("race", "--database", NOWHERE, "--password-file", missing.toString());

    assertThat(run)
        .isEqualTo(
            new Run(2, "", "stockade: the password file %s cannot be read\n".formatted(missing)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"serve", "worker"})
  void a_file_of_settings_that_is_missing_ends_with_exit_code_2(String command) {
    Path missing = directory.resolve("settings.properties");

    Run run =
        Run.of(
            command, "--config", missing.toString(), "--database", NOWHERE, "--redis=redis://h:1");

    assertThat(run)
        .isEqualTo(
            new Run(2, "", "stockade: there is no file %s: check --config\n".formatted(missing)));
  }

  @Test
  void a_file_that_holds_no_settings_ends_with_exit_code_2() throws IOException {
    Path file = Files.writeString(directory.resolve("settings.properties"), "lanez=4\n");

    Run run = Run.of("serve", "--config", file.toString(), "--database", NOWHERE);

    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err()).contains("lanez").hasLineCount(1);
  }

  @Test
  void without_a_command_there_is_help_and_exit_code_2() {
    Run run = Run.of();

    assertThat(run.code()).isEqualTo(2);
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).contains("Usage: stockade", "race", "replay", "audit", "./stockade race");
  }

  @Test
  void every_command_has_help_with_its_exit_codes() {
    for (List<String> command : CommandTree.leaves()) {
      List<String> words = Stream.concat(command.stream(), Stream.of("--help")).toList();

      Run run = Run.of(words.toArray(String[]::new));

      assertThat(run.code()).isZero();
      assertThat(run.err()).isEmpty();
      assertThat(run.out())
          .contains("Usage: stockade " + String.join(" ", command), "Exit codes:", "  2 ");
    }
  }

  private Path file(String text) throws IOException {
    Path file = directory.resolve("trace.csv");
    Files.writeString(file, text);
    return file;
  }
}
