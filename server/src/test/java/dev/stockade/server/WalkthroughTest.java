package dev.stockade.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// The walks of the README, run by the programs that their readers use: curl, and Node on what the
/// TypeScript compiler has checked. Needs both on the PATH; the compiler is fetched from npm once.
class WalkthroughTest {
  private static final Path SHELL = Path.of("src/test/resources/walk.sh");
  private static final Path TYPESCRIPT = Path.of("src/test/resources/walk.mts");
  private static final Path TOOLS = Path.of("target/walkthrough").toAbsolutePath();
  private static final String COMPILER = "typescript@5.9.3";
  private static final Pattern REGION =
      Pattern.compile("(?ms)^(#|//) region walk$\n(.*?)^(#|//) end$");

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
    Path script = here(SHELL);

    List<String> said = run("bash", script.toString());

    assertThat(String.join("\n", said))
        .containsOnlyOnce("\"name\":\"Spring drop\",\"supply\":100,\"stock\":100")
        .containsOnlyOnce("\"bidder\":\"alice\",\"quantity\":2")
        .containsOnlyOnce("{\"events\":[{\"sequence\":1,\"kind\":\"accepted\"")
        .containsPattern("(?s)(\"sequence\":1,\"stock\":98.*){2}");
  }

  @Test
  void in_typescript() throws Exception {
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
    Path source = here(TYPESCRIPT);

    run(
        "node",
        compiler.toString(),
        "--strict",
        "--target",
        "es2022",
        "--module",
        "nodenext",
        "--lib",
        "es2022,dom",
        source.toString());
    List<String> said = run("node", source.toString().replace(".mts", ".mjs"));

    assertThat(said).containsExactly("sold: number 1, 98 left");
  }

  @Test
  void the_readme_shows_what_is_run_here() throws IOException {
    String readme = Files.readString(Path.of("../README.md"));

    assertThat(readme)
        .contains("```sh\n" + region(SHELL) + "```")
        .contains("```ts\n" + region(TYPESCRIPT) + "```");
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
