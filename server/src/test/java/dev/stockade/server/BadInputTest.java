package dev.stockade.server;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.stockade.server.RawHttp.Reply;
import java.io.IOException;
import java.util.Arrays;
import java.util.Base64;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What cannot be meant is refused with a problem, and nothing is written.
class BadInputTest {
  private static final String ID = "018f0000-0000-7000-8000-000000000001";
  private static final String COLLECTION = "/v1/collections/" + ID;
  private static final String BID = COLLECTION + "/bids/" + ID;
  private static final String JSON = "application/json";
  private static final int LARGE = 1_000_000;

  private static final TestDatabase DATABASE = new TestDatabase();
  private static Server server;
  private static String before = "";

  @BeforeAll
  static void start() {
    server = DATABASE.start();
    var client = new Client(server.url());
    client.post("/v1/collections", collection(ID, "drop", "10"));
    client.post(COLLECTION + "/bids", bid(ID, "alice", "1", "100", "EUR"));
    before = DATABASE.content();
    assertThat(before).contains("drop", "alice");
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  /// A request and what comes of it.
  ///
  /// @param request its bytes, each a character
  record Case(String name, String request, int status, String problem) {
    Case(String name, byte[] request, int status, String problem) {
      this(name, new String(request, ISO_8859_1), status, problem);
    }

    @Override
    public String toString() {
      return name;
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource({"bodies", "values", "types", "paths", "protocol"})
  void it_is_refused_with_a_problem_and_nothing_is_written(Case it) throws IOException {
    try (var http = new RawHttp(server.url())) {
      Reply reply = http.send(it.request().getBytes(ISO_8859_1)).reply();

      assertThat(reply.status()).as(reply.text()).isEqualTo(it.status());
      assertThat(reply.type()).as(reply.text()).isEqualTo("/problems/" + it.problem());
      assertThat(reply.header("content-type")).isEqualTo("application/problem+json");
      assertThat(reply.body().path("status").asInt()).isEqualTo(it.status());
      assertThat(reply.body().path("title").asString()).isNotBlank();
      assertThat(reply.body().path("detail").asString())
          .isNotBlank()
          .doesNotContain("tools.jackson", "io.helidon", "Exception", "\n");
    }
    assertThat(DATABASE.content()).isEqualTo(before);
  }

  static Stream<Case> bodies() {
    String good = collection(UUID.randomUUID().toString(), "x", "1");
    return Stream.of(
        create("no body", "", 400, "malformed-json"),
        create("blank body", "  ", 400, "malformed-json"),
        create("half an object", "{\"name\":\"x\",", 400, "malformed-json"),
        create("no quotes", "{name:\"x\",\"supply\":1}", 400, "malformed-json"),
        create("comment", "/* x */" + good, 400, "malformed-json"),
        create("trailing comma", good.replace("}", ",}"), 400, "malformed-json"),
        create("something after it", good + " {}", 400, "malformed-json"),
        create("a word after it", good + "x", 400, "malformed-json"),
        create("array", "[" + good + "]", 400, "malformed-json"),
        create("text", "\"x\"", 400, "malformed-json"),
        create("null", "null", 400, "malformed-json"),
        create("duplicate field", good.replace("}", ",\"supply\":2}"), 400, "malformed-json"),
        create("too deep", "{\"a\":".repeat(100) + "1" + "}".repeat(100), 400, "malformed-json"),
        create("NaN", good.replace(":1", ":NaN"), 400, "malformed-json"),
        create("leading zero", good.replace(":1", ":01"), 400, "malformed-json"),
        create("plus sign", good.replace(":1", ":+1"), 400, "malformed-json"),
        create("long number", good.replace(":1", ":" + "9".repeat(999)), 400, "malformed-json"),
        create("byte order mark", "\uFEFF" + good, 400, "malformed-json"),
        new Case(
            "UTF-16", post("/v1/collections", JSON, good.getBytes(UTF_16)), 400, "malformed-json"),
        new Case(
            "Latin-1",
            post("/v1/collections", JSON, good.replace("x", "\u00e9").getBytes(ISO_8859_1)),
            400,
            "malformed-json"),
        create("unknown field", good.replace("}", ",\"price\":2}"), 400, "invalid-field"),
        create("field in capitals", good.replace("name", "Name"), 400, "invalid-field"),
        create("missing field", "{\"supply\":1}", 400, "invalid-field"),
        create("body of 1 MB", "{\"name\":\"" + "x".repeat(LARGE) + "\"}", 413, "body-too-large"),
        new Case("chunks of 1 MB", chunks(LARGE), 413, "body-too-large"),
        accept("body that is no JSON", "x", 400, "malformed-json"),
        accept("body where none is wanted", "{\"quantity\":1}", 400, "invalid-field"));
  }

  static Stream<Case> values() {
    String id = UUID.randomUUID().toString();
    return Stream.of(
        create("supply as text", collection(id, "x", "\"5\""), 400, "invalid-field"),
        create("supply 5.0", collection(id, "x", "5.0"), 400, "invalid-field"),
        create("supply 5e0", collection(id, "x", "5e0"), 400, "invalid-field"),
        create("supply 1e400", collection(id, "x", "1e400"), 400, "invalid-field"),
        create("supply null", collection(id, "x", "null"), 400, "invalid-field"),
        create("supply true", collection(id, "x", "true"), 400, "invalid-field"),
        create("supply an array", collection(id, "x", "[5]"), 400, "invalid-field"),
        create("supply negative", collection(id, "x", "-1"), 400, "invalid-field"),
        create("supply too large", collection(id, "x", "1000000001"), 400, "invalid-field"),
        create("supply 2^32 + 5", collection(id, "x", "4294967301"), 400, "invalid-field"),
        create("supply 10^30", collection(id, "x", "1" + "0".repeat(30)), 400, "invalid-field"),
        create("name empty", collection(id, "", "1"), 400, "invalid-field"),
        create("name blank", collection(id, "  ", "1"), 400, "invalid-field"),
        create("name too long", collection(id, "x".repeat(201), "1"), 400, "invalid-field"),
        create("name with U+0000", collection(id, "\\u0000", "1"), 400, "invalid-field"),
        create("name with half a pair", collection(id, "\\ud83d", "1"), 400, "invalid-field"),
        create("name a number", "{\"name\":5,\"supply\":1}", 400, "invalid-field"),
        create("id no UUID", collection("x", "x", "1"), 400, "invalid-field"),
        create("id short", collection("1-1-1-1-1", "x", "1"), 400, "invalid-field"),
        create("id null", "{\"id\":null,\"name\":\"x\",\"supply\":1}", 400, "invalid-field"),
        create("id in use", collection(ID, "other", "10"), 409, "id-in-use"),
        place("quantity negative", bid(id, "bob", "-1", "1", "EUR"), 400, "invalid-field"),
        place("quantity zero", bid(id, "bob", "0", "1", "EUR"), 400, "invalid-field"),
        place("quantity 1.0", bid(id, "bob", "1.0", "1", "EUR"), 400, "invalid-field"),
        place("quantity as text", bid(id, "bob", "\"1\"", "1", "EUR"), 400, "invalid-field"),
        place("amount negative", bid(id, "bob", "1", "-1", "EUR"), 400, "invalid-field"),
        place("amount 1e400", bid(id, "bob", "1", "1e400", "EUR"), 400, "invalid-field"),
        place("amount 0.5", bid(id, "bob", "1", "0.5", "EUR"), 400, "invalid-field"),
        place(
            "amount 2^63", bid(id, "bob", "1", "9223372036854775808", "EUR"), 400, "invalid-field"),
        place("currency small", bid(id, "bob", "1", "1", "eur"), 400, "invalid-field"),
        place("bidder empty", bid(id, "", "1", "1", "EUR"), 400, "invalid-field"),
        place("price a number", bidFor(id, "5"), 400, "invalid-field"),
        place("price incomplete", bidFor(id, "{\"amount\":5}"), 400, "invalid-field"),
        place("id in use for a bid", bid(ID, "bob", "1", "1", "EUR"), 409, "id-in-use"),
        batch("no bids", "{}", 400, "invalid-field"),
        batch("empty", "{\"bids\":[]}", 400, "invalid-field"),
        batch("a text", "{\"bids\":\"%s\"}".formatted(ID), 400, "invalid-field"),
        batch("a number among them", "{\"bids\":[5]}", 400, "invalid-field"),
        batch("null among them", "{\"bids\":[null]}", 400, "invalid-field"),
        batch("no UUID among them", "{\"bids\":[\"x\"]}", 400, "invalid-field"),
        batch("a bid twice", batchOf(ID, ID), 400, "invalid-field"),
        batch("too many", batchOf(randomIds(1_001)), 400, "invalid-field"),
        batch(
            "atomic a text",
            batchOf(ID).replace("}", ",\"atomic\":\"true\"}"),
            400,
            "invalid-field"),
        batch("atomic null", batchOf(ID).replace("}", ",\"atomic\":null}"), 400, "invalid-field"),
        best("no count", "{}", 400, "invalid-field"),
        best("count zero", "{\"count\":0}", 400, "invalid-field"),
        best("count too large", "{\"count\":1001}", 400, "invalid-field"),
        best("count a text", "{\"count\":\"1\"}", 400, "invalid-field"),
        best("currency small", "{\"count\":1,\"currency\":\"eur\"}", 400, "invalid-field"),
        restock("restock of nothing", "{\"quantity\":0}", 400, "invalid-field"),
        restock("restock negative", "{\"quantity\":-5}", 400, "invalid-field"),
        restock("restock without bound", "{\"quantity\":1000000000}", 409, "supply-exceeded"));
  }

  static Stream<Case> types() {
    byte[] good = collection(UUID.randomUUID().toString(), "x", "1").getBytes(UTF_8);
    return Stream.of(
        typed("no content type", "", good),
        typed("text/plain", "text/plain", good),
        typed("form", "application/x-www-form-urlencoded", "name=x&supply=1".getBytes(UTF_8)),
        typed("xml", "application/xml", "<collection/>".getBytes(UTF_8)),
        typed("json in Latin-1", "application/json; charset=iso-8859-1", good),
        typed("json patch", "application/json-patch+json", good),
        new Case("nonsense", post("/v1/collections", "///", good), 400, "malformed-request"),
        new Case(
            "accepts XML only",
            get("/v1/collections", "Accept: application/xml\r\n"),
            406,
            "not-acceptable"));
  }

  static Stream<Case> paths() {
    String nobody = "/v1/collections/" + UUID.randomUUID();
    String other = COLLECTION + "/bids/" + UUID.randomUUID();
    String good = bid(UUID.randomUUID().toString(), "bob", "1", "1", "EUR");
    return Stream.of(
        get("unknown path", "/v2/collections", 404, "unknown-path"),
        get("root", "/", 404, "unknown-path"),
        get("slash at the end", "/v1/collections/", 400, "invalid-id"),
        get("one segment too many", COLLECTION + "/x", 404, "unknown-path"),
        get("path upwards", "/v1/../health", 404, "unknown-path"),
        get("matrix parameter", "/v1/collections;x=1", 404, "unknown-path"),
        get("id no UUID", "/v1/collections/5", 400, "invalid-id"),
        get("id short", "/v1/collections/1-1-1-1-1", 400, "invalid-id"),
        get("bid id no UUID", COLLECTION + "/bids/5", 400, "invalid-id"),
        get("unknown collection", nobody, 404, "unknown-collection"),
        get("events of nobody", nobody + "/events", 404, "unknown-collection"),
        get("unknown bid", other, 404, "unknown-bid"),
        get("bid of another", nobody + "/bids/" + ID, 404, "unknown-bid"),
        get("acceptance of an open bid", BID + "/acceptance", 404, "unknown-acceptance"),
        get("unknown parameter", "/v1/collections?x=1", 400, "invalid-parameter"),
        get("parameter where none is", COLLECTION + "?limit=1", 400, "invalid-parameter"),
        get("parameter twice", "/v1/collections?limit=1&limit=1", 400, "invalid-parameter"),
        get("limit zero", "/v1/collections?limit=0", 400, "invalid-parameter"),
        get("limit too large", "/v1/collections?limit=1001", 400, "invalid-parameter"),
        get("limit a word", "/v1/collections?limit=all", 400, "invalid-parameter"),
        get("limit empty", "/v1/collections?limit=", 400, "invalid-parameter"),
        get("limit 1e2", "/v1/collections?limit=1e2", 400, "invalid-parameter"),
        get("after no UUID", "/v1/collections?after=x", 400, "invalid-parameter"),
        get("after negative", COLLECTION + "/events?after=-1", 400, "invalid-parameter"),
        get(
            "after 10^30",
            COLLECTION + "/events?after=1" + "0".repeat(30),
            400,
            "invalid-parameter"),
        get("order of nothing", COLLECTION + "/bids?order=luck", 400, "invalid-parameter"),
        get("status of nothing", COLLECTION + "/bids?status=OPEN", 400, "invalid-parameter"),
        get(
            "currency small",
            COLLECTION + "/bids?order=price&currency=eur",
            400,
            "invalid-parameter"),
        get("cursor a word", COLLECTION + "/bids?after=x", 400, "invalid-parameter"),
        get("cursor empty", COLLECTION + "/bids?after=", 400, "invalid-parameter"),
        get("cursor of the other order", bidsAfter("EUR 5 7 " + ID), 400, "invalid-parameter"),
        get("cursor before all times", bidsAfter("time 5 -7 " + ID), 400, "invalid-parameter"),
        get(
            "cursor after all",
            bidsAfter("time 5 " + Long.MAX_VALUE + " " + ID),
            400,
            "invalid-parameter"),
        get("cursor of less than 0", bidsAfter("time -5 7 " + ID), 400, "invalid-parameter"),
        get("cursor spelled differently", bidsAfter("time 05 7 " + ID), 400, "invalid-parameter"),
        get("bids of nobody", nobody + "/bids", 404, "unknown-collection"),
        get("bids of nobody by price", nobody + "/bids?order=price", 404, "unknown-collection"),
        get("path too long", "/" + "x".repeat(9_000), 414, "uri-too-long"),
        post(
            "accept nobody's bid",
            nobody + "/bids/" + ID + "/acceptance",
            "",
            404,
            "unknown-collection"),
        post("accept an unknown bid", other + "/acceptance", "", 404, "unknown-bid"),
        post("place on nobody", nobody + "/bids", good, 404, "unknown-collection"),
        post(
            "accept many of nobody's",
            nobody + "/acceptances:batch",
            batchOf(ID),
            404,
            "unknown-collection"),
        post(
            "accept the best of nobody's",
            nobody + "/acceptances:best",
            "{\"count\":1}",
            404,
            "unknown-collection"),
        post("close nobody", nobody + "/closure", "", 404, "unknown-collection"),
        post("restock nobody", nobody + "/restocks", "{\"quantity\":1}", 404, "unknown-collection"),
        post("post to a bid", BID, "{}", 405, "method-not-allowed"),
        any("withdraw nobody", "DELETE", other, 404, "unknown-bid"),
        any("release an open bid", "DELETE", BID + "/acceptance", 409, "not-accepted"),
        any("delete a collection", "DELETE", COLLECTION, 405, "method-not-allowed"),
        any("patch", "PATCH", COLLECTION, 405, "method-not-allowed"),
        any("options", "OPTIONS", COLLECTION, 405, "method-not-allowed"),
        any("trace", "TRACE", COLLECTION, 405, "method-not-allowed"),
        any("nonsense", "BREW", COLLECTION, 405, "method-not-allowed"));
  }

  static Stream<Case> protocol() {
    String host = "Host: localhost\r\n";
    String head = "POST /v1/collections HTTP/1.1\r\n" + host + "Content-Type: application/json\r\n";
    return Stream.of(
        raw("no HTTP", "hello\r\n\r\n", 400, "malformed-request"),
        raw("no host", "GET /health HTTP/1.1\r\n\r\n", 400, "malformed-request"),
        raw("HTTP/1.0", "GET /health HTTP/1.0\r\n\r\n", 505, "http-version-not-supported"),
        raw("HTTP/3.0", "GET /health HTTP/3.0\r\n" + host + "\r\n", 400, "malformed-request"),
        raw("bad percent", "GET /v1/%zz HTTP/1.1\r\n" + host + "\r\n", 400, "malformed-request"),
        raw(
            "bad header",
            "GET /health HTTP/1.1\r\n" + host + "x y\r\n\r\n",
            400,
            "malformed-request"),
        raw("bare line feeds", "GET /health HTTP/1.1\n" + host + "\n\n", 400, "malformed-request"),
        raw(
            "headers too large",
            "GET /health HTTP/1.1\r\n" + host + "X: " + "x".repeat(20_000) + "\r\n\r\n",
            431,
            "headers-too-large"),
        raw("length a word", head + "Content-Length: x\r\n\r\n", 400, "malformed-request"),
        raw("length negative", head + "Content-Length: -1\r\n\r\n", 400, "malformed-request"),
        raw(
            "two lengths",
            head + "Content-Length: 2\r\nContent-Length: 3\r\n\r\n{}",
            400,
            "malformed-request"),
        raw(
            "length and chunks",
            head + "Content-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
            400,
            "malformed-request"),
        raw(
            "gzip",
            head + "Content-Encoding: gzip\r\nContent-Length: 2\r\n\r\n{}",
            400,
            "malformed-request"),
        raw(
            "transfer gzip",
            head + "Transfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n",
            501,
            "not-implemented"),
        raw(
            "bad chunk",
            head + "Transfer-Encoding: chunked\r\n\r\nx\r\n",
            400,
            "malformed-request"));
  }

  @Test
  void a_method_that_is_not_allowed_is_told_those_that_are() throws IOException {
    try (var http = new RawHttp(server.url())) {
      Reply reply =
          http.send(RawHttp.request("PATCH", BID + "/acceptance", "", new byte[0])).reply();

      assertThat(reply.header("allow")).isEqualTo("GET, HEAD, POST, PUT, DELETE");
    }
  }

  @Test
  void a_field_that_is_wrong_is_named_with_the_value_that_was_sent() {
    Client.Reply reply =
        new Client(server.url()).post(COLLECTION + "/bids", bid(ID, "bob", "1", "\"5\"", "EUR"));

    assertThat(reply.text("field")).isEqualTo("price.amount");
    assertThat(reply.text("detail"))
        .isEqualTo("price.amount must be a whole number in plain digits: \"5\"");
  }

  @Test
  void a_body_that_ends_early_is_no_request() throws IOException {
    try (var http = new RawHttp(server.url())) {
      byte[] whole =
          post(
              "/v1/collections",
              JSON,
              collection(UUID.randomUUID().toString(), "x", "1").getBytes(UTF_8));

      Reply reply = http.send(Arrays.copyOf(whole, whole.length - 1)).endInput().reply();

      assertThat(reply.status()).isEqualTo(400);
      assertThat(reply.type()).isEqualTo("/problems/malformed-request");
    }
    assertThat(DATABASE.content()).isEqualTo(before);
  }

  private static String collection(String id, String name, String supply) {
    return "{\"id\":\"%s\",\"name\":\"%s\",\"supply\":%s}".formatted(id, name, supply);
  }

  private static String bid(
      String id, String bidder, String quantity, String amount, String currency) {
    return "{\"id\":\"%s\",\"bidder\":\"%s\",\"quantity\":%s,\"price\":{\"amount\":%s,\"currency\":\"%s\"}}"
        .formatted(id, bidder, quantity, amount, currency);
  }

  private static String bidFor(String id, String price) {
    return "{\"id\":\"%s\",\"bidder\":\"bob\",\"quantity\":1,\"price\":%s}".formatted(id, price);
  }

  private static byte[] post(String path, String type, byte[] body) {
    return RawHttp.request("POST", path, type, body);
  }

  private static Case post(String name, String path, String body, int status, String problem) {
    return new Case(
        name, post(path, body.isEmpty() ? "" : JSON, body.getBytes(UTF_8)), status, problem);
  }

  private static Case create(String name, String body, int status, String problem) {
    return new Case(
        "create: " + name, post("/v1/collections", JSON, body.getBytes(UTF_8)), status, problem);
  }

  private static Case place(String name, String body, int status, String problem) {
    return post("place: " + name, COLLECTION + "/bids", body, status, problem);
  }

  private static Case restock(String name, String body, int status, String problem) {
    return post(name, COLLECTION + "/restocks", body, status, problem);
  }

  private static Case batch(String name, String body, int status, String problem) {
    return post("batch: " + name, COLLECTION + "/acceptances:batch", body, status, problem);
  }

  private static Case best(String name, String body, int status, String problem) {
    return post("best: " + name, COLLECTION + "/acceptances:best", body, status, problem);
  }

  private static String bidsAfter(String position) {
    String cursor =
        Base64.getUrlEncoder().withoutPadding().encodeToString(position.getBytes(UTF_8));
    return COLLECTION + "/bids?after=" + cursor;
  }

  private static String batchOf(String... ids) {
    return "{\"bids\":[\"%s\"]}".formatted(String.join("\",\"", ids));
  }

  private static String[] randomIds(int number) {
    return Stream.generate(() -> UUID.randomUUID().toString()).limit(number).toArray(String[]::new);
  }

  private static Case accept(String name, String body, int status, String problem) {
    return post("accept: " + name, BID + "/acceptance", body, status, problem);
  }

  private static Case typed(String name, String type, byte[] body) {
    return new Case(name, post("/v1/collections", type, body), 415, "unsupported-media-type");
  }

  private static byte[] get(String path, String headers) {
    return "GET %s HTTP/1.1\r\nHost: localhost\r\n%s\r\n".formatted(path, headers).getBytes(UTF_8);
  }

  private static Case get(String name, String path, int status, String problem) {
    return new Case(name, get(path, ""), status, problem);
  }

  private static Case any(String name, String method, String path, int status, String problem) {
    return new Case(name, RawHttp.request(method, path, "", new byte[0]), status, problem);
  }

  private static Case raw(String name, String request, int status, String problem) {
    return new Case(name, request.getBytes(UTF_8), status, problem);
  }

  private static byte[] chunks(int bytes) {
    String chunk = "3e8\r\n" + "x".repeat(1_000) + "\r\n";
    return ("POST /v1/collections HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
            + "Transfer-Encoding: chunked\r\n\r\n"
            + chunk.repeat(bytes / 1_000)
            + "0\r\n\r\n")
        .getBytes(UTF_8);
  }
}
