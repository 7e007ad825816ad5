package dev.stockade.server;

import static dev.stockade.server.BadInput.BID;
import static dev.stockade.server.BadInput.COLLECTION;
import static dev.stockade.server.BadInput.ID;
import static dev.stockade.server.BadInput.any;
import static dev.stockade.server.BadInput.batchOf;
import static dev.stockade.server.BadInput.bid;
import static dev.stockade.server.BadInput.bidsAfter;
import static dev.stockade.server.BadInput.get;
import static dev.stockade.server.BadInput.post;
import static org.assertj.core.api.Assertions.assertThat;

import dev.stockade.server.RawHttp.Reply;
import java.io.IOException;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Paths, parameters and methods that name nothing, or nothing that there is.
class BadPathTest {
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
  @MethodSource("paths")
  void it_is_refused_with_a_problem_and_nothing_is_written(BadInput it) throws IOException {
    it.assertRefused(NODE);

    assertThat(DATABASE.content()).isEqualTo(before);
  }

  static Stream<BadInput> paths() {
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

  @Test
  void a_method_that_is_not_allowed_is_told_those_that_are() throws IOException {
    try (var http = new RawHttp(NODE.url())) {
      Reply reply =
          http.send(RawHttp.request("PATCH", BID + "/acceptance", "", new byte[0])).reply();

      assertThat(reply.header("allow")).isEqualTo("GET, HEAD, POST, PUT, DELETE");
    }
  }
}
