package dev.stockade.lab.bench.http;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.stockade.lab.Absent;
import dev.stockade.lab.bench.load.Reply;
import java.time.Duration;
import java.util.Optional;

/// What has arrived of an answer. Reads only what tells how it ended. Confined to one thread.
final class Answered {
  private static final byte[] HEAD_END = "\r\n\r\n".getBytes(US_ASCII);
  private static final byte[] LENGTH = "\r\ncontent-length:".getBytes(US_ASCII);
  private static final byte[] ALL = "\"accepted\":".getBytes(US_ASCII);
  private static final byte[] NO_REFUSAL = "\"refused\":0,".getBytes(US_ASCII);
  private static final int STATUS_AT = "HTTP/1.1 ".length();
  private static final Duration SOON = Duration.ofMillis(50);

  private byte[] bytes = new byte[1 << 10];
  private int length;

  void add(byte[] more, int count) {
    if (length + count > bytes.length) {
      bytes = java.util.Arrays.copyOf(bytes, Math.max(length + count, 2 * bytes.length));
    }
    System.arraycopy(more, 0, bytes, length, count);
    length += count;
  }

  /// How the request ended; empty while the answer is not complete. What has arrived is forgotten
  /// then.
  ///
  /// @param block acceptances that were asked for
  /// @throws Absent where it is no answer to that
  Optional<Reply> reply(int block) {
    int head = find(HEAD_END, 0, length);
    if (head < 0) {
      return Optional.empty();
    }
    int body = head + HEAD_END.length;
    int end = body + number(find(LENGTH, 0, head) + LENGTH.length);
    if (length < end) {
      return Optional.empty();
    }
    Reply reply = reply(block, body, end);
    length = 0;
    return Optional.of(reply);
  }

  private Reply reply(int block, int body, int end) {
    int status = number(STATUS_AT);
    return switch (status) {
      case 200, 201 -> block == 1 ? Reply.ACCEPTED : counted(block, body, end);
      case 404, 409, 422 -> Reply.REFUSED;
      case 429, 503, 504 -> new Reply.Later(SOON);
      default ->
          throw new Absent(
              "the server answered %d: %s"
                  .formatted(status, new String(bytes, body, end - body, US_ASCII)));
    };
  }

  /// Of many, all must be accepted; where one was deferred, all are asked for again.
  private Reply counted(int block, int body, int end) {
    int counts = Math.max(body, end - 100);
    if (number(find(ALL, counts, end) + ALL.length) == block) {
      return Reply.ACCEPTED;
    }
    return find(NO_REFUSAL, counts, end) >= 0 ? new Reply.Later(SOON) : Reply.REFUSED;
  }

  /// The digits from a position on, after spaces.
  private int number(int at) {
    int i = at;
    while (bytes[i] == ' ') {
      i++;
    }
    int number = 0;
    while (bytes[i] >= '0' && bytes[i] <= '9') {
      number = 10 * number + bytes[i++] - '0';
    }
    return number;
  }

  /// Where a text begins, its letters in whatever case; negative where it is not there.
  private int find(byte[] text, int from, int to) {
    for (int i = from; i <= to - text.length; i++) {
      int same = 0;
      while (same < text.length && lower(bytes[i + same]) == text[same]) {
        same++;
      }
      if (same == text.length) {
        return i;
      }
    }
    return -1;
  }

  private static int lower(byte letter) {
    return letter >= 'A' && letter <= 'Z' ? letter + 'a' - 'A' : letter;
  }
}
