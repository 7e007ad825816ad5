package dev.stockade.proof.checker;

import static dev.stockade.proof.checker.Story.COLLECTION;
import static dev.stockade.proof.checker.Story.accepted;
import static dev.stockade.proof.checker.Story.entry;
import static dev.stockade.proof.checker.Story.offer;
import static dev.stockade.proof.checker.Story.released;
import static org.assertj.core.api.Assertions.assertThat;

import dev.stockade.core.BidId;
import dev.stockade.core.Command;
import dev.stockade.core.Decision;
import dev.stockade.core.Event;
import org.junit.jupiter.api.Test;

/// A refusal must have been true at some moment of its call.
final class FalseRefusalTest {
  private final Story story = new Story(1);
  private final BidId a = story.bid(1, 1);
  private final BidId b = story.bid(2, 1);

  @Test
  void a_unit_released_before_the_call_began_is_no_reason_to_say_sold_out() {
    story.released(a, 25);
    story.accept(26, 30, b, new Decision.SoldOut());

    assertThat(story.verdict()).containsExactly("FalseSoldOut");
  }

  @Test
  void a_unit_released_while_the_call_was_on_its_way_may_have_come_too_late() {
    story.released(a, 25);
    story.accept(24, 30, b, new Decision.SoldOut());

    assertThat(story.judged()).isEmpty();
  }

  @Test
  void a_release_that_is_told_by_a_later_event_only_counts_from_then_on() {
    var story = new Story(1);
    BidId bid = story.bid(1, 1);
    BidId other = story.bid(2, 1);
    story.accept(10, 20, bid, accepted(bid, 1, 1, 0)).loggedAccepted(bid, 1, 1, 0);
    story.call(21, 90, new Command.Release(COLLECTION, bid), released(bid));
    story.logged(new Event.AcceptanceReleased(entry(2, 1), bid, 1));
    story.call(
        30, 40, new Command.Close(COLLECTION), new Decision.CollectionClosed(entry(3, 1), false));
    story.logged(new Event.CollectionClosed(entry(3, 1)));

    assertThat(story.accept(50, 60, other, new Decision.SoldOut()).verdict())
        .containsExactly("FalseSoldOut");
  }

  @Test
  void not_enough_stock_must_name_a_stock_that_there_was() {
    var story = new Story(5);
    BidId large = story.bid(1, 4);
    BidId larger = story.bid(2, 3);
    story.accept(10, 20, large, accepted(large, 4, 1, 1)).loggedAccepted(large, 4, 1, 1);
    story.accept(30, 40, larger, new Decision.NotEnoughStock(3, 1));
    assertThat(story.judged()).isEmpty();

    story.accept(30, 40, larger, new Decision.NotEnoughStock(3, 2));

    assertThat(story.verdict()).containsExactly("FalseSoldOut");
  }

  @Test
  void sold_out_is_no_answer_for_a_bid_that_is_not_there() {
    var story = new Story(0);
    story.accept(10, 20, offer(7, 1).id(), new Decision.SoldOut());

    assertThat(story.verdict()).containsExactly("FalseSoldOut");
  }

  @Test
  void an_unknown_bid_is_not_one_that_was_placed_before_the_call() {
    assertThat(story.accept(10, 20, a, new Decision.UnknownBid()).verdict())
        .containsExactly("FalseRefusal");
  }

  @Test
  void closed_is_told_from_the_close_on_and_not_before() {
    story.call(
        10, 20, new Command.Close(COLLECTION), new Decision.CollectionClosed(entry(1, 1), false));
    story.logged(new Event.CollectionClosed(entry(1, 1)));
    story.accept(15, 30, a, new Decision.Closed());
    assertThat(story.judged()).isEmpty();

    story.accept(1, 9, b, new Decision.Closed());

    assertThat(story.verdict()).containsExactly("FalseRefusal");
  }
}
