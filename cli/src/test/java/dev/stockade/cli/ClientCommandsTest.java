package dev.stockade.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The commands that ask a server, against a real one.
final class ClientCommandsTest {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private static LiveServer server;

  @BeforeAll
  static void start() {
    server = new LiveServer();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void a_collection_is_opened_once_under_its_id_and_shown() {
    String id = newId();
    String[] create = {"collection", "create", "--id", id, "--name", "Spring drop", "--supply=100"};

    Run first = server.run(create);
    Run again = server.run(create);
    Run shown = server.run("collection", "show", id);

    assertThat(first).isEqualTo(new Run(0, first.out(), ""));
    assertThat(again).isEqualTo(first);
    assertThat(shown).isEqualTo(first);
    assertThat(first.out())
        .startsWith(
            "id               " + id + "\nname             Spring drop\nsupply           100\n")
        .containsPattern("opened at +\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d\n");
  }

  @Test
  void with_json_the_answer_is_printed_as_the_server_gave_it() {
    Run created = server.run("collection", "create", "--name=x", "--supply=1", "--json");

    assertThat(created.out().lines()).hasSize(1);
    JsonNode json = JSON.readTree(created.out());
    assertThat(json.path("id").asString()).hasSize(36);
    assertThat(server.run("collection", "show", json.path("id").asString(), "--json"))
        .isEqualTo(created);
  }

  @Test
  void a_collection_can_have_a_strategy_and_a_rate_limit_from_the_start() {
    Run created =
        server.run(
            "collection",
            "create",
            "--name=x",
            "--supply=1",
            "--strategy=optimistic",
            "--rate-limit=5/min burst 20",
            "--json");

    JsonNode json = JSON.readTree(created.out());
    assertThat(json.path("strategy").asString()).isEqualTo("optimistic");
    assertThat(json.path("rateLimit").asString()).isEqualTo("5/min burst 20");
  }

  @Test
  void collections_are_listed_in_pages() {
    server.open(1);
    server.open(1);

    Run first = server.run("collection", "list", "--limit=1");

    assertThat(first.code()).isZero();
    assertThat(first.out().lines()).hasSize(2);
    assertThat(first.out()).startsWith("id  ").contains("supply  stock  accepted  status");
    String last = first.out().lines().toList().getLast().substring(0, 36);
    assertThat(first.err()).isEqualTo("stockade: there is more: --after " + last + "\n");
    Run second = server.run("collection", "list", "--limit=1", "--after", last, "--json");
    JsonNode page = JSON.readTree(second.out());
    assertThat(page.path("collections")).hasSize(1);
    assertThat(page.path("collections").get(0).path("id").asString()).isGreaterThan(last);
  }

  @Test
  void a_restock_adds_its_units_once_and_a_closed_collection_takes_none() {
    String drop = server.open(1);
    String restock = newId();

    Run first = server.run("collection", "restock", drop, "5", "--id", restock);
    server.run("collection", "restock", drop, "5", "--id", restock);
    Run closed = server.run("collection", "close", drop);
    Run late = server.run("collection", "restock", drop, "5");

    assertThat(first.out()).contains("id          " + restock, "stock       6");
    assertThat(closed.out()).contains("supply           6\n", "status           closed\n");
    assertThat(late)
        .isEqualTo(
            new Run(1, "", "stockade: collection closed: the collection is closed for good\n"));
  }

  @Test
  void a_bid_is_placed_shown_accepted_and_released() {
    String drop = server.open(3);
    String bid = server.place(drop, "alice", 2);

    Run shown = server.run("bid", "show", drop, bid);
    Run accepted = server.run("accept", drop, bid);
    Run again = server.run("accept", drop, bid);
    Run released = server.run("release", drop, bid);

    assertThat(shown.out())
        .contains("price in minor units  2500 EUR\n", "bidder                alice\n");
    assertThat(accepted).isEqualTo(new Run(0, accepted.out(), ""));
    assertThat(accepted.out()).contains("sequence    1\n", "stock       1\n", "quantity    2\n");
    assertThat(again).isEqualTo(accepted);
    assertThat(released.out()).contains("sequence    2\n", "stock       3\n");
  }

  @Test
  void a_bid_is_withdrawn_or_rejected() {
    String drop = server.open(1);
    String one = server.place(drop, "ann", 1);
    String other = server.place(drop, "bob", 1);

    assertThat(server.run("bid", "withdraw", drop, one).out()).contains("sequence    1\n");
    assertThat(server.run("bid", "reject", drop, other).out()).contains("sequence    2\n");
    assertThat(server.run("accept", drop, one))
        .isEqualTo(new Run(1, "", "stockade: bid withdrawn: the bidder took the bid back\n"));
  }

  @Test
  void bids_are_listed_by_price_or_time_in_pages() {
    String drop = server.open(1);
    String low = server.place(drop, "ann", 1, 100);
    String high = server.place(drop, "bob", 1, 200);
    server.run("accept", drop, low);

    Run byPrice = server.run("bid", "list", drop, "--order=price", "--limit=1");
    Run open = server.run("bid", "list", drop, "--status=open", "--json");

    assertThat(byPrice.out()).contains("price in minor units", "200 EUR").contains(high);
    assertThat(byPrice.err()).startsWith("stockade: there is more: --after ");
    String after = byPrice.err().strip().substring("stockade: there is more: --after ".length());
    assertThat(
            server.run("bid", "list", drop, "--order=price", "--limit=1", "--after", after).out())
        .contains(low);
    assertThat(JSON.readTree(open.out()).path("bids")).hasSize(1);
    assertThat(open.out()).contains(high);
  }

  @Test
  void the_strategy_is_shown_and_changed_with_a_reason() {
    String drop = server.open(1);

    Run changed = server.run("strategy", drop, "optimistic", "--reason", "many callers");
    Run shown = server.run("strategy", drop);

    assertThat(changed.out()).contains("strategy  optimistic\n", "sequence  1\n");
    assertThat(shown.out())
        .contains("strategy         optimistic\n", "strategy reason  many callers\n");
    assertThat(server.run("strategy", drop, "luck"))
        .satisfies(run -> assertThat(run.code()).isEqualTo(2))
        .satisfies(run -> assertThat(run.err()).startsWith("stockade: invalid field: "));
  }

  @Test
  void events_are_lines_in_order_for_people_and_for_programs() {
    String drop = server.open(2);
    String bid = server.place(drop, "ann", 2);
    server.run("accept", drop, bid);
    server.run("strategy", drop, "optimistic", "--reason=\u001b[31mred");

    Run lines = server.run("events", drop);
    Run json = server.run("events", drop, "--after=1", "--json");

    assertThat(lines.out().lines())
        .satisfiesExactly(
            line ->
                assertThat(line)
                    .matches(" +1 .* accepted +0 left  bid %s  quantity 2".formatted(bid)),
            line ->
                assertThat(line).contains("strategy-changed").endsWith("reason \\u001b[31mred"));
    assertThat(json.out().lines()).hasSize(1);
    JsonNode event = JSON.readTree(json.out());
    assertThat(event.path("sequence").asInt()).isEqualTo(2);
    String at =
        DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss")
            .format(Instant.parse(event.path("at").asString()).atZone(ZoneId.systemDefault()));
    assertThat(lines.out()).contains(at);
  }

  @Test
  void what_is_unknown_is_told_with_what_to_do() {
    String nothing = newId();
    for (List<String> words :
        List.of(
            List.of("collection", "show", nothing),
            List.of("accept", nothing, nothing),
            List.of("events", nothing))) {
      assertThat(server.run(words.toArray(String[]::new)))
          .isEqualTo(
              new Run(
                  1,
                  "",
                  "stockade: unknown collection: there is no collection of this id; ./stockade collection list shows those that there are\n"));
    }
  }

  @Test
  void what_the_server_cannot_take_ends_with_exit_code_2() {
    Run run = server.run("collection", "create", "--name", " ", "--supply=1");

    assertThat(run).isEqualTo(new Run(2, "", "stockade: invalid field: name must not be blank\n"));
  }

  private static String newId() {
    return UUID.randomUUID().toString();
  }
}
