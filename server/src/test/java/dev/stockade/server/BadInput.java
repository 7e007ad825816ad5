package dev.stockade.server;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.stockade.server.RawHttp.Reply;
import java.io.IOException;
import java.util.Base64;
import java.util.UUID;
import java.util.stream.Stream;

/// A request that cannot be meant, and what comes of it, where there is one collection with one
/// open bid.
///
/// @param request its bytes, each a character
record BadInput(String name, String request, int status, String problem) {
  static final String ID = "018f0000-0000-7000-8000-000000000001";
  static final String COLLECTION = "/v1/collections/" + ID;
  static final String BID = COLLECTION + "/bids/" + ID;
  static final String JSON = "application/json";

  BadInput(String name, byte[] request, int status, String problem) {
    this(name, new String(request, ISO_8859_1), status, problem);
  }

  @Override
  public String toString() {
    return name;
  }

  /// What there is before it is sent.
  static void prepare(Client client) {
    client.post("/v1/collections", collection(ID, "drop", "10"));
    client.post(COLLECTION + "/bids", bid(ID, "alice", "1", "100", "EUR"));
  }

  /// Sends it, and holds the answer against what is to come of it.
  void assertRefused(Node node) throws IOException {
    try (var http = new RawHttp(node.url())) {
      Reply reply = http.send(request.getBytes(ISO_8859_1)).reply();

      assertThat(reply.status()).as(reply.text()).isEqualTo(status);
      assertThat(reply.type()).as(reply.text()).isEqualTo("/problems/" + problem);
      assertThat(reply.header("content-type")).isEqualTo("application/problem+json");
      assertThat(reply.body().path("status").asInt()).isEqualTo(status);
      assertThat(reply.body().path("title").asString()).isNotBlank();
      assertThat(reply.body().path("detail").asString())
          .isNotBlank()
          .doesNotContain("tools.jackson", "io.helidon", "Exception", "\n");
    }
  }

  static String collection(String id, String name, String supply) {
    return "{\"id\":\"%s\",\"name\":\"%s\",\"supply\":%s}".formatted(id, name, supply);
  }

  static String bid(String id, String bidder, String quantity, String amount, String currency) {
    return "{\"id\":\"%s\",\"bidder\":\"%s\",\"quantity\":%s,\"price\":{\"amount\":%s,\"currency\":\"%s\"}}"
        .formatted(id, bidder, quantity, amount, currency);
  }

  static String bidFor(String id, String price) {
    return "{\"id\":\"%s\",\"bidder\":\"bob\",\"quantity\":1,\"price\":%s}".formatted(id, price);
  }

  static byte[] post(String path, String type, byte[] body) {
    return RawHttp.request("POST", path, type, body);
  }

  static BadInput post(String name, String path, String body, int status, String problem) {
    return new BadInput(
        name, post(path, body.isEmpty() ? "" : JSON, body.getBytes(UTF_8)), status, problem);
  }

  static BadInput open(String name, String body, int status, String problem) {
    return new BadInput(
        "create: " + name, post("/v1/collections", JSON, body.getBytes(UTF_8)), status, problem);
  }

  static BadInput place(String name, String body, int status, String problem) {
    return post("place: " + name, COLLECTION + "/bids", body, status, problem);
  }

  static BadInput restock(String name, String body, int status, String problem) {
    return post(name, COLLECTION + "/restocks", body, status, problem);
  }

  static BadInput batch(String name, String body, int status, String problem) {
    return post("batch: " + name, COLLECTION + "/acceptances:batch", body, status, problem);
  }

  static BadInput best(String name, String body, int status, String problem) {
    return post("best: " + name, COLLECTION + "/acceptances:best", body, status, problem);
  }

  static String bidsAfter(String position) {
    String cursor =
        Base64.getUrlEncoder().withoutPadding().encodeToString(position.getBytes(UTF_8));
    return COLLECTION + "/bids?after=" + cursor;
  }

  static String batchOf(String... ids) {
    return "{\"bids\":[\"%s\"]}".formatted(String.join("\",\"", ids));
  }

  static String[] randomIds(int number) {
    return Stream.generate(() -> UUID.randomUUID().toString()).limit(number).toArray(String[]::new);
  }

  static BadInput accept(String name, String body, int status, String problem) {
    return post("accept: " + name, BID + "/acceptance", body, status, problem);
  }

  static BadInput typed(String name, String type, byte[] body) {
    return new BadInput(name, post("/v1/collections", type, body), 415, "unsupported-media-type");
  }

  static byte[] get(String path, String headers) {
    return "GET %s HTTP/1.1\r\nHost: localhost\r\n%s\r\n".formatted(path, headers).getBytes(UTF_8);
  }

  static BadInput get(String name, String path, int status, String problem) {
    return new BadInput(name, get(path, ""), status, problem);
  }

  static BadInput any(String name, String method, String path, int status, String problem) {
    return new BadInput(name, RawHttp.request(method, path, "", new byte[0]), status, problem);
  }

  static BadInput raw(String name, String request, int status, String problem) {
    return new BadInput(name, request.getBytes(UTF_8), status, problem);
  }

  static byte[] chunks(int bytes) {
    String chunk = "3e8\r\n" + "x".repeat(1_000) + "\r\n";
    return ("POST /v1/collections HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
            + "Transfer-Encoding: chunked\r\n\r\n"
            + chunk.repeat(bytes / 1_000)
            + "0\r\n\r\n")
        .getBytes(UTF_8);
  }
}
