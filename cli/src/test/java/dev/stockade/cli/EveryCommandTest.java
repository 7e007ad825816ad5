package dev.stockade.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stockade.embedded.LocalRedis;
import dev.stockade.embedded.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;
import picocli.CommandLine.ParseResult;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// No command is left out: each is run here, to its end, and prints JSON where it is asked to. They
/// mostly wait, so they run side by side.
@Execution(ExecutionMode.CONCURRENT)
final class EveryCommandTest {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final Path PAGE = Path.of("../docs/reference/command-line.md");

  /// Print one line when they work, and go on until they are ended.
  private static final Set<String> ENDLESS = Set.of("serve", "worker");

  /// Prints a script, which is no JSON.
  private static final Set<String> WITHOUT_JSON = Set.of("completion");

  /// What follows each command.
  private static final Map<String, List<String>> REST = new HashMap<>();

  @TempDir private static Path directory = Path.of("");

  private static LiveServer server;
  private static LocalRedis redis;

  @BeforeAll
  static void start() throws IOException {
    server = new LiveServer();
    redis = LocalRedis.temporary(Progress.silent());
    String[] database = {"--database", server.databaseUrl()};
    String[] queue = {"--database", server.databaseUrl(), "--redis", redis.uri().toString()};
    String[] quick = {"--callers=1", "--runs=1", "--warm-up=0", "--measured=0.2"};
    Path trace = directory.resolve("trace.csv");
    Files.writeString(
        trace,
        """
        timestamp,item,price_eth,seller,buyer
        2021-03-13 00:00:00 UTC,a,0.300000,s,b
        """);
    put("race", List.of("--stock=1", "--callers=2", "--strategy=row-lock"), database);
    put("replay", List.of(trace.toString(), "--speed=max"), database);
    put("audit", List.of(), database);
    put("bench", List.of("--party=row-lock", "--scenario=hot"), quick, database);
    put("advise", List.of(), quick, queue);
    put("serve", List.of("--port=0"), queue);
    put("worker", List.of(), queue);
    put("queue dead-letters", List.of("list"), queue);
    put("completion", List.of());
    put(
        "campaign",
        List.of("--embedded", "--rounds=1", "--only=pause-serve"),
        "--strategy=row-lock");
    putClientCommands();
  }

  private static void putClientCommands() {
    String drop = UUID.randomUUID().toString();
    String[] to = {"--server", server.url().toString()};
    put("collection create", List.of("--name=Drop", "--supply=9"), to);
    server.run("collection", "create", "--id", drop, "--name=Drop", "--supply=9");
    put("collection show", List.of(drop), to);
    put("collection list", List.of(), to);
    put("collection restock", List.of(drop, "1"), to);
    String closed = UUID.randomUUID().toString();
    server.run("collection", "create", "--id", closed, "--name=Drop", "--supply=9");
    put("collection close", List.of(closed), to);
    put("bid place", List.of(drop, "--bidder=a", "--amount=1", "--currency=EUR"), to);
    put("bid show", List.of(drop, bid(drop)), to);
    put("bid list", List.of(drop), to);
    put("bid withdraw", List.of(drop, bid(drop)), to);
    put("bid reject", List.of(drop, bid(drop)), to);
    put("accept", List.of(drop, bid(drop)), to);
    String accepted = bid(drop);
    server.run("accept", drop, accepted);
    put("release", List.of(drop, accepted), to);
    put("events", List.of(), to);
    put("strategy", List.of(drop, "optimistic"), to);
    put("rate-limit", List.of(drop, "100/s"), to);
  }

  private static void put(String command, List<String> words, String[]... options) {
    var rest = new ArrayList<>(words);
    Stream.of(options).map(List::of).forEach(rest::addAll);
    REST.put(command, rest);
  }

  private static void put(String command, List<String> words, String option) {
    put(command, words, new String[] {option});
  }

  private static String bid(String drop) {
    String id = UUID.randomUUID().toString();
    server.run("bid", "place", drop, "--id", id, "--bidder=a", "--amount=1", "--currency=EUR");
    return id;
  }

  @AfterAll
  static void stop() {
    redis.close();
    server.close();
  }

  static List<String> commands() {
    return CommandTree.leaves().stream().map(words -> String.join(" ", words)).toList();
  }

  @Test
  void each_command_has_words_here_and_nothing_else_has() {
    assertThat(REST.keySet()).containsExactlyInAnyOrderElementsOf(commands());
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("commands")
  void it_runs_to_its_end(String command) throws Exception {
    List<String> words = new ArrayList<>(List.of(command.split(" ")));
    words.addAll(REST.get(command));
    if (!WITHOUT_JSON.contains(command)) {
      words.add("--json");
    }
    assertThat(commandOf(words)).isEqualTo("stockade " + command);

    List<String> out = ENDLESS.contains(command) ? untilEnded(words) : toTheEnd(words);

    assertThat(out).isNotEmpty();
    if (!WITHOUT_JSON.contains(command)) {
      assertThat(out).map(JSON::readTree).allMatch(JsonNode::isObject);
    }
  }

  @Test
  void serve_reads_what_advise_has_written() throws Exception {
    Path settings = directory.resolve("stockade.properties");
    List<String> advise = new ArrayList<>(List.of("advise", "--write", settings.toString()));
    advise.addAll(REST.get("advise"));
    toTheEnd(advise);
    assertThat(settings).content().contains("auto-optimistic-from");

    List<String> serve =
        new ArrayList<>(List.of("serve", "--config", settings.toString(), "--set=strategy=auto"));
    serve.addAll(REST.get("serve"));

    assertThat(untilEnded(serve)).singleElement().asString().startsWith("http://127.0.0.1:");
  }

  @Test
  void every_command_stands_on_its_page() throws IOException {
    String page = Files.readString(PAGE);

    for (String command : commands()) {
      assertThat(page)
          .as("the page of the command line, for %s", command)
          .containsPattern(
              "(?m)^## " + Pattern.quote(command) + "$|`" + Pattern.quote(command) + "[ `]");
    }
  }

  /// Which command these words run.
  private static String commandOf(List<String> words) {
    ParseResult parsed = CommandTree.root().parseArgs(words.toArray(String[]::new));
    List<CommandLine> path = parsed.asCommandLineList();
    return path.getLast().getCommandSpec().qualifiedName();
  }

  private static List<String> toTheEnd(List<String> words) {
    Run run = Run.of(words.toArray(String[]::new));
    assertThat(run.code()).as(run.err()).isZero();
    return run.out().lines().toList();
  }

  private static List<String> untilEnded(List<String> words) throws Exception {
    try (ServeProcess process = ServeProcess.of(words)) {
      String line = process.firstLine();
      process.terminate();
      assertThat(process.ended()).as("%s", process.said()).isEqualTo(143);
      return List.of(line);
    }
  }
}
