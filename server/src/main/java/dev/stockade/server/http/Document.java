package dev.stockade.server.http;

import java.util.Map;

/// A file that is always there and always the same.
@SuppressWarnings("ArrayRecordComponent") // never compared
public record Document(String contentType, Map<String, String> headers, byte[] bytes)
    implements Reply {
  public Document {
    headers = Map.copyOf(headers);
  }

  @Override
  public int status() {
    return 200;
  }
}
