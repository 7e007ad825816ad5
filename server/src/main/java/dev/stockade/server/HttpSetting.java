package dev.stockade.server;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// A bound of the HTTP server. Times are in milliseconds.
public enum HttpSetting {
  /// Connections that are open at once; a client that has none is told to come back. Each costs 20
  /// kilobytes, and a file descriptor: the server takes fewer where the system grants fewer.
  HTTP_CONNECTIONS(4_096, 1, 100_000),
  /// Bytes of a request's body. A list of a thousand commands has 50,000.
  HTTP_BODY(65_536, 1_024, 1_048_576),
  /// How long a connection stays open without a request.
  HTTP_IDLE(60_000, 1_000, 3_600_000),
  /// How long the head of a request may take to arrive, from its first byte.
  HTTP_HEAD_TIME(10_000, 100, 600_000),
  /// How long its body may take, from the end of the head.
  HTTP_BODY_TIME(10_000, 100, 600_000),
  /// How long a client may take to receive an answer.
  HTTP_WRITE_TIME(30_000, 100, 600_000),
  /// How long the end of the server waits for requests that are under way. More than the longest
  /// deadline of a call is needed, or some are cut off.
  HTTP_DRAIN(15_000, 2_000, 600_000),
  /// Whether an edit of a collection must say by `If-Match` what it has seen: 1 or `on`, 0 or
  /// `off`.
  HTTP_REQUIRE_IF_MATCH(0, 0, 1),
  /// Requests that are known at once whose clients did not wait, by `Prefer: respond-async`, under
  /// way or answered; with no room for one more its client waits. Each keeps its answer: a few
  /// hundred bytes, and of a list up to 300 kilobytes.
  HTTP_OPERATIONS(250, 1, 100_000),
  /// How long their answers are kept.
  HTTP_OPERATION_TIME(600_000, 1_000, 86_400_000),
  /// Streams of events that are open at once; a client that has none is told to come back.
  HTTP_STREAMS(1_000, 1, 100_000),
  /// How often the database is asked, for all streams at once, whether there are new events; less
  /// often where asking takes long.
  HTTP_STREAM_POLL(200, 10, 60_000),
  /// How long nothing may be sent in a stream; then a comment is, to see whether the client is
  /// there.
  HTTP_STREAM_HEARTBEAT(15_000, 100, 600_000);

  private final int byDefault;
  private final int min;
  private final int max;

  HttpSetting(int byDefault, int min, int max) {
    this.byDefault = byDefault;
    this.min = min;
    this.max = max;
  }

  /// The name in a configuration.
  public String key() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  public int byDefault() {
    return byDefault;
  }

  public int min() {
    return min;
  }

  public int max() {
    return max;
  }

  /// Whether it is on or off.
  boolean isSwitch() {
    return min == 0 && max == 1;
  }

  static List<String> keys() {
    return Arrays.stream(values()).map(HttpSetting::key).toList();
  }

  static Optional<HttpSetting> of(String key) {
    return Arrays.stream(values()).filter(setting -> setting.key().equals(key)).findFirst();
  }
}
