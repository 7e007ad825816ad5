package dev.stockade.proof.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stockade.core.Assignment;
import dev.stockade.core.Bid;
import dev.stockade.core.BidId;
import dev.stockade.core.Choice;
import dev.stockade.core.CollectionId;
import dev.stockade.core.CollectionState;
import dev.stockade.core.Command;
import dev.stockade.core.Decision;
import dev.stockade.core.Deferred;
import dev.stockade.core.Entry;
import dev.stockade.core.Event;
import dev.stockade.core.Expected;
import dev.stockade.core.InDoubt;
import dev.stockade.core.Outcome;
import dev.stockade.core.Price;
import dev.stockade.core.RestockId;
import dev.stockade.core.Status;
import dev.stockade.core.StrategyName;
import dev.stockade.core.TenantId;
import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class HistoryFileTest {
  private static final CollectionId COLLECTION =
      new CollectionId(new TenantId("acme"), new UUID(1, 2));
  private static final Entry ENTRY = new Entry(3, Instant.parse("2026-03-13T10:15:30.123456Z"), 7);
  private static final StrategyName ROW_LOCK = new StrategyName("row-lock");
  private static final BidId BID_ID = new BidId(new UUID(3, 4));
  private static final RestockId RESTOCK = new RestockId(new UUID(5, 6));
  private static final Bid BID =
      new Bid(BID_ID, COLLECTION, "Zoë \"Z\"\n", 2, new Price(250, "EUR"));

  @Test
  void a_history_of_everything_reads_back_as_it_was_written() throws IOException {
    History history = everything();

    History read = HistoryFile.read(new StringReader(written(history)));

    assertThat(read).isEqualTo(history);
  }

  @Test
  void a_line_is_one_object_with_one_field_that_says_what_it_is() throws IOException {
    String text = written(everything());

    assertThat(text.lines())
        .startsWith("{\"Head\":{\"format\":1,\"brokenConnections\":true}}")
        .allMatch(line -> line.matches("\\{\"(Head|Opened|Placed|Called|Ended|Logged)\":\\{.*}}"));
    assertThat(text).contains("\"outcome\":{\"SoldOut\":{}}");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"Opened":{"collection":"default/x","supply":1,"strategy":"row-lock","mode":"PINNED"}}                                     | uuid
          {"Opened":{"collection":"00000000-0000-0001-0000-000000000002","supply":1,"strategy":"row-lock","mode":"PINNED"}}          | tenant
          {"Opened":{"collection":"default/00000000-0000-0001-0000-000000000002","supply":-1,"strategy":"row-lock","mode":"PINNED"}} | -1
          {"Opened":{"collection":"default/00000000-0000-0001-0000-000000000002","supply":1}}                        | strategy
          {"Opened":{"collection":"default/00000000-0000-0001-0000-000000000002","supply":1,"strategy":"x","mode":"PINNED","a":1}}   | strategy
          {"Opened":{"supply":1,"supply":2}}                                                                         | supply
          {"Sold":{}}                                                                                                | Sold
          {"Called":{"caller":1,"start":9,"end":8,"command":{"Close":{"collection":"default/00000000-0000-0001-0000-000000000002","expected":{"Any":{}}}},"outcome":{"InDoubt":{}}}} | before it starts
          {"Called":{"caller":1,"start":1,"end":8,"command":{"Close":null},"outcome":{"InDoubt":{}}}}                | null
          nonsense                                                                                                   | nonsense
          {"Head":{"format":1,"brokenConnections":false}}                                                            | first line
          """)
  void a_bad_line_is_refused_with_its_number_in_one_sentence(String line, String says) {
    String text = "{\"Head\":{\"format\":1,\"brokenConnections\":false}}\n\n" + line + "\n";

    assertThatThrownBy(() -> HistoryFile.read(new StringReader(text)))
        .isInstanceOf(HistoryFile.BadLine.class)
        .message()
        .startsWith("line 3: ")
        .containsIgnoringCase(says)
        .doesNotContain("\n");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"Head":{"format":2,"brokenConnections":false}} | line 1: this is format 2; only 1 can be read
          {"Ended":{}}                                    | line 1: Missing
          ''                                              | line 0: the history is empty
          """)
  void a_history_needs_a_head_that_can_be_read(String text, String says) {
    assertThatThrownBy(() -> HistoryFile.read(new StringReader(text)))
        .isInstanceOf(HistoryFile.BadLine.class)
        .message()
        .startsWith(says);
  }

  @Test
  void a_collection_without_an_ending_makes_no_history() {
    var opening = CollectionState.opened(COLLECTION, 1, ROW_LOCK);

    assertThatThrownBy(() -> new History(false, List.of(opening), List.of(), List.of(), List.of()))
        .hasMessageContaining("has no ending");
  }

  private static String written(History history) throws IOException {
    var text = new StringWriter();
    HistoryFile.write(history, text);
    return text.toString();
  }

  private static History everything() {
    var calls = new ArrayList<Call>();
    for (Command command : commands()) {
      calls.add(new Call(1, 5, 9, command, new InDoubt()));
    }
    for (Outcome outcome : outcomes()) {
      calls.add(new Call(2, 5, 9, new Command.Close(COLLECTION), outcome));
    }
    var row =
        new Row(
            COLLECTION,
            9,
            -1,
            0,
            10,
            7,
            Status.CLOSED,
            Assignment.opened(ROW_LOCK, Assignment.Mode.AUTO));
    return new History(
        true,
        List.of(CollectionState.opened(COLLECTION, 9, ROW_LOCK)),
        List.of(new PlacedBid(BID, 3)),
        calls,
        List.of(new Ending(row, events())));
  }

  private static List<Command> commands() {
    return List.of(
        new Command.Accept(COLLECTION, BID_ID),
        new Command.PlaceAndAccept(BID),
        new Command.Withdraw(COLLECTION, BID_ID),
        new Command.Reject(COLLECTION, BID_ID),
        new Command.Release(COLLECTION, BID_ID),
        new Command.Restock(COLLECTION, RESTOCK, 4),
        new Command.Close(COLLECTION),
        new Command.Close(COLLECTION, new Expected.Version(3)),
        new Command.SetStrategy(COLLECTION, ROW_LOCK, "it is hot"),
        new Command.SetStrategy(COLLECTION, new Choice.Auto(), "it is hot"),
        new Command.SetStrategy(
            COLLECTION, new Choice.Switch(ROW_LOCK, Duration.ofSeconds(10)), "it is hot"));
  }

  private static List<Outcome> outcomes() {
    var wait = Duration.ofMillis(20);
    return List.of(
        new Decision.Opened(CollectionState.opened(COLLECTION, 9, ROW_LOCK), true),
        new Decision.Placed(BID, false),
        new Decision.Unchanged(),
        new Decision.Accepted(BID_ID, 2, ENTRY, false),
        new Decision.Withdrawn(BID_ID, ENTRY, true),
        new Decision.Rejected(BID_ID, ENTRY, false),
        new Decision.Released(BID_ID, 2, ENTRY, false),
        new Decision.Restocked(RESTOCK, 4, ENTRY, false),
        new Decision.CollectionClosed(ENTRY, false),
        new Decision.StrategyChanged(ROW_LOCK, Assignment.Mode.AUTO, ENTRY, false),
        new Decision.UnknownCollection(),
        new Decision.UnknownBid(),
        new Decision.IdInUse(),
        new Decision.Moved(4),
        new Decision.BidWithdrawn(ENTRY),
        new Decision.BidRejected(ENTRY),
        new Decision.BidAccepted(ENTRY),
        new Decision.BidReleased(ENTRY),
        new Decision.NotAccepted(),
        new Decision.Closed(),
        new Decision.SoldOut(),
        new Decision.NotEnoughStock(4, 3),
        new Decision.SupplyExceeded(),
        new Deferred.RateLimited(wait),
        new Deferred.Conflict(3, wait),
        new Deferred.Busy(wait),
        new InDoubt());
  }

  private static List<Event> events() {
    return List.of(
        new Event.BidAccepted(ENTRY, BID_ID, 2),
        new Event.BidWithdrawn(ENTRY, BID_ID),
        new Event.BidRejected(ENTRY, BID_ID),
        new Event.AcceptanceReleased(ENTRY, BID_ID, 2),
        new Event.Restocked(ENTRY, RESTOCK, 4),
        new Event.CollectionClosed(ENTRY),
        new Event.StrategyChanged(ENTRY, ROW_LOCK, Assignment.Mode.PINNED, "it is hot"));
  }
}
