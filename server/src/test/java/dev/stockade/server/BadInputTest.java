package dev.stockade.server;

import static dev.stockade.server.BadInput.COLLECTION;
import static dev.stockade.server.BadInput.ID;
import static dev.stockade.server.BadInput.JSON;
import static dev.stockade.server.BadInput.accept;
import static dev.stockade.server.BadInput.batch;
import static dev.stockade.server.BadInput.batchOf;
import static dev.stockade.server.BadInput.best;
import static dev.stockade.server.BadInput.bid;
import static dev.stockade.server.BadInput.bidFor;
import static dev.stockade.server.BadInput.chunks;
import static dev.stockade.server.BadInput.collection;
import static dev.stockade.server.BadInput.get;
import static dev.stockade.server.BadInput.open;
import static dev.stockade.server.BadInput.place;
import static dev.stockade.server.BadInput.post;
import static dev.stockade.server.BadInput.randomIds;
import static dev.stockade.server.BadInput.raw;
import static dev.stockade.server.BadInput.restock;
import static dev.stockade.server.BadInput.typed;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.stockade.server.RawHttp.Reply;
import java.io.IOException;
import java.util.Arrays;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What cannot be meant is refused with a problem, and nothing is written.
class BadInputTest {
  private static final int LARGE = 1_000_000;

  private static final TestDatabase DATABASE = new TestDatabase();
  @RegisterExtension private static final Node NODE = Node.on(DATABASE);
  private static String before = "";

  @BeforeAll
  static void prepare() {
    BadInput.prepare(NODE.client());
    before = DATABASE.content();
    assertThat(before).contains("drop", "alice");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource({"bodies", "values", "types", "protocol"})
  void it_is_refused_with_a_problem_and_nothing_is_written(BadInput it) throws IOException {
    it.assertRefused(NODE);

    assertThat(DATABASE.content()).isEqualTo(before);
  }

  static Stream<BadInput> bodies() {
    String good = collection(UUID.randomUUID().toString(), "x", "1");
    return Stream.of(
        open("no body", "", 400, "malformed-json"),
        open("blank body", "  ", 400, "malformed-json"),
        open("half an object", "{\"name\":\"x\",", 400, "malformed-json"),
        open("no quotes", "{name:\"x\",\"supply\":1}", 400, "malformed-json"),
        open("comment", "/* x */" + good, 400, "malformed-json"),
        open("trailing comma", good.replace("}", ",}"), 400, "malformed-json"),
        open("something after it", good + " {}", 400, "malformed-json"),
        open("a word after it", good + "x", 400, "malformed-json"),
        open("array", "[" + good + "]", 400, "malformed-json"),
        open("text", "\"x\"", 400, "malformed-json"),
        open("null", "null", 400, "malformed-json"),
        open("duplicate field", good.replace("}", ",\"supply\":2}"), 400, "malformed-json"),
        open("too deep", "{\"a\":".repeat(100) + "1" + "}".repeat(100), 400, "malformed-json"),
        open("NaN", good.replace(":1", ":NaN"), 400, "malformed-json"),
        open("leading zero", good.replace(":1", ":01"), 400, "malformed-json"),
        open("plus sign", good.replace(":1", ":+1"), 400, "malformed-json"),
        open("long number", good.replace(":1", ":" + "9".repeat(999)), 400, "malformed-json"),
        open("byte order mark", "\uFEFF" + good, 400, "malformed-json"),
        new BadInput(
            "UTF-16", post("/v1/collections", JSON, good.getBytes(UTF_16)), 400, "malformed-json"),
        new BadInput(
            "Latin-1",
            post("/v1/collections", JSON, good.replace("x", "\u00e9").getBytes(ISO_8859_1)),
            400,
            "malformed-json"),
        open("unknown field", good.replace("}", ",\"price\":2}"), 400, "invalid-field"),
        open("field in capitals", good.replace("name", "Name"), 400, "invalid-field"),
        open("missing field", "{\"supply\":1}", 400, "invalid-field"),
        open("body of 1 MB", "{\"name\":\"" + "x".repeat(LARGE) + "\"}", 413, "body-too-large"),
        new BadInput("chunks of 1 MB", chunks(LARGE), 413, "body-too-large"),
        accept("body that is no JSON", "x", 400, "malformed-json"),
        accept("body where none is wanted", "{\"quantity\":1}", 400, "invalid-field"));
  }

  static Stream<BadInput> values() {
    String id = UUID.randomUUID().toString();
    return Stream.of(
        open("supply as text", collection(id, "x", "\"5\""), 400, "invalid-field"),
        open("supply 5.0", collection(id, "x", "5.0"), 400, "invalid-field"),
        open("supply 5e0", collection(id, "x", "5e0"), 400, "invalid-field"),
        open("supply 1e400", collection(id, "x", "1e400"), 400, "invalid-field"),
        open("supply null", collection(id, "x", "null"), 400, "invalid-field"),
        open("supply true", collection(id, "x", "true"), 400, "invalid-field"),
        open("supply an array", collection(id, "x", "[5]"), 400, "invalid-field"),
        open("supply negative", collection(id, "x", "-1"), 400, "invalid-field"),
        open("supply too large", collection(id, "x", "1000000001"), 400, "invalid-field"),
        open("supply 2^32 + 5", collection(id, "x", "4294967301"), 400, "invalid-field"),
        open("supply 10^30", collection(id, "x", "1" + "0".repeat(30)), 400, "invalid-field"),
        open("name empty", collection(id, "", "1"), 400, "invalid-field"),
        open("name blank", collection(id, "  ", "1"), 400, "invalid-field"),
        open("name too long", collection(id, "x".repeat(201), "1"), 400, "invalid-field"),
        open("name with U+0000", collection(id, "\\u0000", "1"), 400, "invalid-field"),
        open("name with half a pair", collection(id, "\\ud83d", "1"), 400, "invalid-field"),
        open("name a number", "{\"name\":5,\"supply\":1}", 400, "invalid-field"),
        open("id no UUID", collection("x", "x", "1"), 400, "invalid-field"),
        open("id short", collection("1-1-1-1-1", "x", "1"), 400, "invalid-field"),
        open("id null", "{\"id\":null,\"name\":\"x\",\"supply\":1}", 400, "invalid-field"),
        open("id in use", collection(ID, "other", "10"), 409, "id-in-use"),
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

  static Stream<BadInput> types() {
    byte[] good = collection(UUID.randomUUID().toString(), "x", "1").getBytes(UTF_8);
    return Stream.of(
        typed("no content type", "", good),
        typed("text/plain", "text/plain", good),
        typed("form", "application/x-www-form-urlencoded", "name=x&supply=1".getBytes(UTF_8)),
        typed("xml", "application/xml", "<collection/>".getBytes(UTF_8)),
        typed("json in Latin-1", "application/json; charset=iso-8859-1", good),
        typed("json patch", "application/json-patch+json", good),
        new BadInput("nonsense", post("/v1/collections", "///", good), 400, "malformed-request"),
        new BadInput(
            "accepts XML only",
            get("/v1/collections", "Accept: application/xml\r\n"),
            406,
            "not-acceptable"));
  }

  static Stream<BadInput> protocol() {
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
  void a_field_that_is_wrong_is_named_with_the_value_that_was_sent() {
    Client.Reply reply =
        NODE.client().post(COLLECTION + "/bids", bid(ID, "bob", "1", "\"5\"", "EUR"));

    assertThat(reply.text("field")).isEqualTo("price.amount");
    assertThat(reply.text("detail"))
        .isEqualTo("price.amount must be a whole number in plain digits: \"5\"");
  }

  @Test
  void a_body_that_ends_early_is_no_request() throws IOException {
    try (var http = new RawHttp(NODE.url())) {
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
}
