package dev.stockade.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The walks of the README and the how-to pages, run by the programs that their readers use: curl,
/// and Node on what the TypeScript compiler has checked. Needs both on the PATH; the compiler is
/// fetched from npm once.
class WalkthroughTest {
  private static final Path WALKS = Path.of("src/test/resources/walks");

  /// What each program says.
  private static final Map<String, String> SAID =
      Map.of(
          "sell.mts", "sold: number 1, 98 left",
          "accept.mts", "201 200 1",
          "follow.mts", "1 restocked 3, 2 closed 3");

  private static final Path TOOLS = Path.of("target/walkthrough").toAbsolutePath();
  private static final String COMPILER = "typescript@5.9.3";
  private static final Pattern REGION =
      Pattern.compile("(?ms)^(#|//) region [a-z-]+$\n(.*?)^(#|//) end$");

  private static Server server;

  @BeforeAll
  static void start() throws IOException {
    server = new TestDatabase().start();
    Files.createDirectories(TOOLS);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void with_curl() throws Exception {
    Path script = here(WALKS.resolve("sell.sh"));

    List<String> said = run("bash", script.toString());

    assertThat(String.join("\n", said))
        .containsOnlyOnce("\"name\":\"Spring drop\",\"supply\":100,\"stock\":100")
        .containsOnlyOnce("\"bidder\":\"alice\",\"quantity\":2")
        .containsOnlyOnce("{\"events\":[{\"sequence\":1,\"kind\":\"accepted\"")
        .containsPattern("(?s)(\"sequence\":1,\"stock\":98.*){2}");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("programs")
  void in_typescript(Path program) throws Exception {
    Path source = here(program);

    run(
        "node",
        compiler().toString(),
        "--strict",
        "--target",
        "es2022",
        "--module",
        "nodenext",
        "--lib",
        "es2022,dom,dom.asynciterable",
        source.toString());
    List<String> said = run("node", source.toString().replace(".mts", ".mjs"));

    assertThat(said).containsExactly(SAID.get(program.getFileName().toString()));
  }

  static List<Path> programs() throws IOException {
    try (Stream<Path> walks = Files.list(WALKS)) {
      return walks.filter(it -> it.toString().endsWith(".mts")).sorted().toList();
    }
  }

  @Test
  void the_readme_shows_what_is_run_here() throws IOException {
    String readme = Files.readString(Path.of("../README.md"));

    assertThat(readme)
        .contains("```sh\n" + region(WALKS.resolve("sell.sh")) + "```")
        .contains("```ts\n" + region(WALKS.resolve("sell.mts")) + "```");
  }

  private static Path compiler() throws IOException, InterruptedException {
    Path compiler = TOOLS.resolve("node_modules/typescript/lib/tsc.js");
    if (!Files.exists(compiler)) {
      run(
          "npm",
          "install",
          "--no-audit",
          "--no-fund",
          "--no-save",
          "--prefix",
          TOOLS.toString(),
          COMPILER);
    }
    return compiler;
  }

  /// The same for the server of this test.
  private static Path here(Path walk) throws IOException {
    String text = Files.readString(walk);
    assertThat(text).contains("http://127.0.0.1:8080/");
    return Files.writeString(
        TOOLS.resolve(walk.getFileName()),
        text.replace("http://127.0.0.1:8080", server.url().toString()));
  }

  private static String region(Path walk) throws IOException {
    var region = REGION.matcher(Files.readString(walk));
    assertThat(region.find()).isTrue();
    return region.group(2);
  }

  private static List<String> run(String... words) throws IOException, InterruptedException {
    Process process = new ProcessBuilder(words).redirectErrorStream(true).start();
    var said = new ArrayList<String>();
    Thread reader =
        Thread.startVirtualThread(() -> process.inputReader(UTF_8).lines().forEach(said::add));
    boolean ended = process.waitFor(3, TimeUnit.MINUTES);
    if (!ended) {
      process.destroyForcibly();
    }
    reader.join();
    assertThat(ended).as("%s ends: %s", words[0], said).isTrue();
    assertThat(process.exitValue()).as("%s says %s", words[0], said).isZero();
    return said;
  }
}
