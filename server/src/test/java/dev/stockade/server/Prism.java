package dev.stockade.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// Prism between clients and servers: it holds every request and every answer to `openapi.yaml`,
/// and knows nothing of our code. It is there where STOCKADE_PRISM names its `index.js`, as `make
/// contract` does.
final class Prism {
  private static final Optional<String> PROGRAM =
      Optional.ofNullable(System.getenv("STOCKADE_PRISM"));
  private static final Path DESCRIPTION = Path.of("src/main/resources/openapi.yaml");
  private static final String ERRORS = "https://stoplight.io/prism/errors#";

  /// Whole numbers that JavaScript does not hold exactly are none to it.
  private static final String LARGEST_NUMBER = "must be <= 9007199254740991";

  private static final long START_SECONDS = 60;

  /// By the server that it stands before. Each ends with this process.
  private static final Map<URI, URI> RUNNING = new ConcurrentHashMap<>();

  private Prism() {}

  /// Where a client of a server sends its requests: to a Prism before it, where there is one.
  static URI before(URI server) {
    return PROGRAM.isEmpty() ? server : RUNNING.computeIfAbsent(server, Prism::start);
  }

  /// What it makes of a request and its answer.
  enum Verdict {
    /// Both are as described.
    AS_DESCRIBED,
    /// The description does not allow the request, and Prism did not pass it on.
    NOT_ALLOWED,
    /// The request or its answer is beyond what Prism knows. Either it was not passed on, or it
    /// changed nothing.
    UNKNOWN
  }

  /// Its verdict.
  ///
  /// @throws AssertionError where an answer is not as described
  static Verdict of(HttpResponse<String> response) {
    if (PROGRAM.isPresent() && response.request().method().equals("HEAD")) {
      return Verdict.UNKNOWN;
    }
    if (!response.body().contains(ERRORS)) {
      return Verdict.AS_DESCRIBED;
    }
    if (response.body().contains(LARGEST_NUMBER)) {
      return Verdict.UNKNOWN;
    }
    assertThat(response.body())
        .as("%s %s", response.request().method(), response.uri())
        .doesNotContain(ERRORS + "VIOLATIONS")
        .containsAnyOf(
            ERRORS + "UNPROCESSABLE_ENTITY",
            ERRORS + "NO_PATH_MATCHED_ERROR",
            ERRORS + "NO_METHOD_MATCHED_ERROR",
            ERRORS + "INVALID_CONTENT_TYPE");
    return Verdict.NOT_ALLOWED;
  }

  private static URI start(URI server) {
    try {
      int port = freePort();
      Process prism =
          new ProcessBuilder(
                  "node",
                  PROGRAM.orElseThrow(),
                  "proxy",
                  DESCRIPTION.toString(),
                  server.toString(),
                  "--errors",
                  "--cors=false",
                  "--port",
                  Integer.toString(port))
              .redirectErrorStream(true)
              .start();
      Runtime.getRuntime().addShutdownHook(new Thread(prism::destroyForcibly));
      var listens = new CountDownLatch(1);
      Thread.startVirtualThread(() -> read(prism.inputReader(UTF_8), listens));
      assertThat(listens.await(START_SECONDS, TimeUnit.SECONDS)).as("Prism listens").isTrue();
      return URI.create("http://127.0.0.1:" + port);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  private static void read(BufferedReader said, CountDownLatch listens) {
    said.lines()
        .filter(line -> line.contains("is listening on"))
        .forEach(it -> listens.countDown());
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
      return socket.getLocalPort();
    }
  }
}
