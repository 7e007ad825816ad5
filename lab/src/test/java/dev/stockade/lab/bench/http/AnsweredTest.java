package dev.stockade.lab.bench.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stockade.lab.Absent;
import dev.stockade.lab.bench.load.Reply;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class AnsweredTest {
  @Test
  void an_answer_is_complete_with_its_last_byte_and_not_before() {
    byte[] bytes = http("201 Created", "{\"bid\":\"b\"}\n").getBytes(UTF_8);
    var answered = new Answered();

    for (int i = 0; i < bytes.length - 1; i++) {
      answered.add(new byte[] {bytes[i]}, 1);
      assertThat(answered.reply(1)).isEmpty();
    }
    answered.add(new byte[] {bytes[bytes.length - 1]}, 1);

    assertThat(answered.reply(1)).contains(Reply.ACCEPTED);
    assertThat(answered.reply(1)).as("the next answer").isEmpty();
  }

  @Test
  void the_status_says_how_one_acceptance_ended() {
    assertThat(reply(1, http("200 OK", "{}"))).contains(Reply.ACCEPTED);
    assertThat(reply(1, http("409 Conflict", "{}"))).contains(Reply.REFUSED);
    assertThat(reply(1, http("503 Service Unavailable", "{}")))
        .hasValueSatisfying(it -> assertThat(it).isInstanceOf(Reply.Later.class));
    assertThatThrownBy(() -> reply(1, http("500 Oh", "{\"title\":\"a defect\"}")))
        .isInstanceOf(Absent.class)
        .hasMessage("the server answered 500: {\"title\":\"a defect\"}");
  }

  @Test
  void many_are_accepted_where_all_of_them_are() {
    assertThat(reply(2, http("200 OK", counts(2, 0, 0)))).contains(Reply.ACCEPTED);
    assertThat(reply(2, http("200 OK", counts(1, 1, 0)))).contains(Reply.REFUSED);
    assertThat(reply(2, http("200 OK", counts(1, 0, 1))))
        .hasValueSatisfying(it -> assertThat(it).isInstanceOf(Reply.Later.class));
  }

  private static Optional<Reply> reply(int block, String text) {
    byte[] bytes = text.getBytes(UTF_8);
    var answered = new Answered();
    answered.add(bytes, bytes.length);
    return answered.reply(block);
  }

  private static String counts(int accepted, int refused, int deferred) {
    return "{\"results\":[],\"accepted\":%d,\"refused\":%d,\"deferred\":%d,\"inDoubt\":0}\n"
        .formatted(accepted, refused, deferred);
  }

  private static String http(String status, String body) {
    return "HTTP/1.1 %s\r\nDate: now\r\nContent-Length: %d\r\n\r\n%s"
        .formatted(status, body.length(), body);
  }
}
