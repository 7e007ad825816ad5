package dev.stockade.server.http;

import java.util.Map;

/// A reply that goes on until the client leaves or the server ends, as `text/event-stream`.
public record EventStream(Source source) implements Reply {
  /// Where the events come from. Used by one thread.
  public interface Source extends AutoCloseable {
    /// The next events as they are sent; empty where there are none for a while.
    String next() throws InterruptedException;

    @Override
    void close();
  }

  @Override
  public int status() {
    return 200;
  }

  @Override
  public String contentType() {
    return "text/event-stream";
  }

  @Override
  public Map<String, String> headers() {
    return Map.of("X-Accel-Buffering", "no");
  }

  @Override
  public void close() {
    source.close();
  }
}
