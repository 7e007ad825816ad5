package dev.stockade.lab.bench.http;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.stockade.lab.bench.ground.BidBook;
import java.net.URI;
import java.nio.ByteBuffer;

/// The requests that callers send, as bytes. Immutable.
///
/// @param block acceptances of one request: one by the path of its bid, or many by their ids in a
///   body
record Asked(BidBook book, URI server, int block) {
  private static final String ONE =
      """
      POST /v1/collections/%s/bids/%s/acceptance HTTP/1.1
      Host: %s
      Accept: application/json
      Content-Length: 0

      """
          .replace("\n", "\r\n");

  private static final String MANY =
      """
      POST /v1/collections/%s/acceptances:batch HTTP/1.1
      Host: %s
      Accept: application/json
      Content-Type: application/json
      Content-Length: %d

      """
          .replace("\n", "\r\n");

  /// For the bids from a number on.
  ByteBuffer request(int first) {
    String host = server.getRawAuthority();
    String collection = book.collection(first).value().toString();
    if (block == 1) {
      return bytes(ONE.formatted(collection, book.bid(first), host));
    }
    var body = new StringBuilder("{\"bids\":[");
    for (int i = 0; i < block; i++) {
      body.append(i == 0 ? "\"" : ",\"").append(book.bid(first + i)).append('"');
    }
    body.append("]}");
    return bytes(MANY.formatted(collection, host, body.length()) + body);
  }

  private static ByteBuffer bytes(String text) {
    return ByteBuffer.wrap(text.getBytes(US_ASCII));
  }
}
