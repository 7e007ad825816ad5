package dev.stockade.embedded;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LocalRedisTest {

  @Test
  void it_answers_who_knows_the_password_until_it_is_closed() throws Exception {
    List<String> lines = new ArrayList<>();
    ProcessHandle process;
    try (LocalRedis redis = LocalRedis.temporary(lines::add)) {
      process = redis.process();

      assertThat(say(redis, "PING")).startsWith("-NOAUTH");
      assertThat(say(redis, auth(redis.uri()) + "PING")).isEqualTo("+OK\r\n+PONG\r\n");
      assertThat(lines).singleElement().asString().startsWith("starting Redis: ");
    }

    assertThat(process.isAlive()).isFalse();
  }

  @Test
  void it_comes_back_empty_with_the_same_url() throws Exception {
    try (LocalRedis redis = LocalRedis.temporary(Progress.silent())) {
      URI uri = redis.uri();
      assertThat(say(redis, auth(uri) + "SET key value")).isEqualTo("+OK\r\n+OK\r\n");

      redis.restart();

      assertThat(redis.uri()).isEqualTo(uri);
      assertThat(say(redis, auth(uri) + "GET key")).isEqualTo("+OK\r\n$-1\r\n");
    }
  }

  @Test
  void it_does_not_outlive_a_process_that_is_killed() throws Exception {
    try (Child child = Child.startWithRedis()) {
      ProcessHandle redis = ProcessHandle.of(child.redis()).orElseThrow();

      child.kill();

      await().atMost(Duration.ofSeconds(30)).until(() -> !redis.isAlive());
    }
  }

  private static String auth(URI uri) {
    return "AUTH " + uri.getUserInfo().substring(1) + "\r\n";
  }

  private static String say(LocalRedis redis, String commands) throws IOException {
    try (Socket socket = new Socket(InetAddress.ofLiteral("127.0.0.1"), redis.port())) {
      socket.getOutputStream().write((commands + "\r\nQUIT\r\n").getBytes(UTF_8));
      String answer = new String(socket.getInputStream().readAllBytes(), UTF_8);
      return answer.substring(0, answer.length() - "+OK\r\n".length());
    }
  }
}
