package dev.stockade.proof.checker;

import static dev.stockade.proof.checker.Story.COLLECTION;
import static dev.stockade.proof.checker.Story.accepted;
import static dev.stockade.proof.checker.Story.acceptedBefore;
import static dev.stockade.proof.checker.Story.entry;
import static dev.stockade.proof.checker.Story.names;
import static dev.stockade.proof.checker.Story.offer;
import static dev.stockade.proof.checker.Story.released;
import static org.assertj.core.api.Assertions.assertThat;

import dev.stockade.core.BidId;
import dev.stockade.core.Command;
import dev.stockade.core.Decision;
import dev.stockade.core.Deferred;
import dev.stockade.core.Event;
import dev.stockade.core.Expected;
import dev.stockade.core.InDoubt;
import dev.stockade.core.RestockId;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;

final class CheckerTest {
  private static final Deferred BUSY = new Deferred.Busy(Duration.ofMillis(1));
  private static final RestockId RESTOCK = new RestockId(new UUID(2, 1));

  private final Story story = new Story(1);
  private final BidId a = story.bid(1, 1);
  private final BidId b = story.bid(2, 1);

  @Test
  void one_unit_and_one_of_two_bids_is_no_violation() {
    story.accept(10, 20, a, accepted(a, 1, 1, 0)).accept(10, 20, b, new Decision.SoldOut());

    assertThat(story.loggedAccepted(a, 1, 1, 0).judged()).isEmpty();
  }

  @Test
  void two_acceptances_of_one_unit_are_an_oversell() {
    story.accept(10, 20, a, accepted(a, 1, 1, 0)).accept(10, 20, b, accepted(b, 1, 2, 0));

    assertThat(names(story.loggedAccepted(a, 1, 1, 0).loggedAccepted(b, 1, 2, 0).judged(1, -1)))
        .containsExactlyInAnyOrder("Oversold", "StockDiffers");
  }

  @Test
  void an_oversell_is_seen_though_both_wrote_the_same_sequence() {
    story.accept(10, 20, a, accepted(a, 1, 1, 0)).accept(10, 20, b, accepted(b, 1, 1, 0));

    assertThat(story.loggedAccepted(a, 1, 1, 0).loggedAccepted(b, 1, 1, 0).judged(1, 0))
        .contains(
            new Violation.Oversold(COLLECTION, 1), new Violation.SequenceGap(COLLECTION, 2, 1));
  }

  @Test
  void an_oversell_is_seen_though_the_log_forgot_one() {
    story.accept(10, 20, a, accepted(a, 1, 1, 0)).accept(10, 20, b, accepted(b, 1, 1, 0));

    assertThat(story.loggedAccepted(a, 1, 1, 0).verdict())
        .containsExactlyInAnyOrder("Oversold", "LostAcceptance");
  }

  @Test
  void a_bid_that_is_in_the_log_twice_is_accepted_twice() {
    var story = new Story(9);
    BidId bid = story.bid(1, 1);
    story.accept(10, 20, bid, accepted(bid, 1, 1, 8));

    assertThat(story.loggedAccepted(bid, 1, 1, 8).loggedAccepted(bid, 1, 2, 7).judged())
        .contains(new Violation.AcceptedTwice(COLLECTION, bid, 1, 2));
  }

  @Test
  void one_bid_answered_at_two_sequences_is_two_answers_of_which_one_is_lost() {
    story.accept(10, 20, a, accepted(a, 1, 1, 0)).accept(30, 40, a, acceptedBefore(a, 1, 2, 0));

    assertThat(story.loggedAccepted(a, 1, 1, 0).verdict())
        .containsExactlyInAnyOrder("TwoAnswers", "LostAcceptance");
  }

  @Test
  void units_that_nobody_holds_are_an_undersell() {
    assertThat(story.judged(1, 0)).contains(new Violation.Undersold(COLLECTION, 1));
  }

  @Test
  void an_event_that_nobody_asked_for_is_a_ghost() {
    assertThat(story.loggedAccepted(a, 1, 1, 0).verdict()).containsExactly("Ghost");
  }

  @Test
  void an_event_whose_only_caller_was_refused_is_a_ghost() {
    story.accept(10, 20, a, new Decision.SoldOut()).accept(10, 20, b, accepted(b, 1, 1, 0));

    assertThat(names(story.loggedAccepted(b, 1, 1, 0).loggedAccepted(a, 1, 2, 0).judged(1, -1)))
        .contains("Ghost");
  }

  @Test
  void a_call_in_doubt_explains_the_event_and_its_absence() {
    story.accept(10, 20, a, new InDoubt()).accept(10, 20, b, new InDoubt());

    assertThat(story.loggedAccepted(a, 1, 1, 0).judged()).isEmpty();
  }

  @Test
  void a_call_in_doubt_does_not_explain_what_was_known_before_it_began() {
    story.accept(10, 20, b, new Decision.BidAccepted(entry(1, 0)));
    story.call(10, 20, new Command.Withdraw(COLLECTION, a), new Decision.BidAccepted(entry(1, 0)));
    story.accept(30, 40, a, new InDoubt());

    assertThat(story.loggedAccepted(a, 1, 1, 0).verdict()).contains("Ghost", "WrongAnswer");
  }

  @Test
  void a_deferred_call_that_wrote_is_caught_when_the_bid_is_asked_for_again() {
    story.accept(10, 20, a, BUSY).accept(30, 40, a, acceptedBefore(a, 1, 1, 0));

    assertThat(story.loggedAccepted(a, 1, 1, 0).verdict()).containsExactly("DeferredButWritten");
  }

  @Test
  void a_deferred_call_is_not_accused_where_the_next_may_have_resolved_a_doubt_of_its_own() {
    story.withBrokenConnections();
    story.accept(10, 20, a, BUSY).accept(30, 40, a, acceptedBefore(a, 1, 1, 0));

    assertThat(story.loggedAccepted(a, 1, 1, 0).judged()).isEmpty();
  }

  @Test
  void a_deferred_call_that_wrote_is_caught_though_nobody_asks_again() {
    story.withBrokenConnections().accept(10, 20, a, BUSY);

    assertThat(story.loggedAccepted(a, 1, 1, 0).verdict()).containsExactly("DeferredButWritten");
  }

  @Test
  void an_acceptance_after_the_close_is_forbidden() {
    story.call(
        10, 20, new Command.Close(COLLECTION), new Decision.CollectionClosed(entry(1, 1), false));
    story.logged(new Event.CollectionClosed(entry(1, 1)));
    story.accept(15, 30, a, accepted(a, 1, 2, 0)).loggedAccepted(a, 1, 2, 0);

    assertThat(story.verdict()).containsExactly("ForbiddenEvent");
  }

  @Test
  void a_lower_sequence_than_one_that_was_told_before_the_call_is_out_of_order() {
    var story = new Story(9);
    BidId first = story.bid(1, 1);
    BidId second = story.bid(2, 1);
    story.loggedAccepted(first, 1, 1, 8).loggedAccepted(second, 1, 2, 7);
    story.accept(10, 20, second, accepted(second, 1, 2, 7));
    story.accept(30, 40, first, accepted(first, 1, 1, 8));

    assertThat(story.verdict()).contains("OutOfOrder");
  }

  @Test
  void what_was_told_before_is_not_new() {
    story.accept(10, 20, a, accepted(a, 1, 1, 0)).accept(30, 40, a, accepted(a, 1, 1, 0));

    assertThat(story.loggedAccepted(a, 1, 1, 0).verdict()).containsExactly("RepeatToldAsNew");
  }

  @Test
  void only_one_of_two_calls_at_once_wrote_the_event() {
    story.accept(10, 20, a, accepted(a, 1, 1, 0)).accept(11, 21, a, accepted(a, 1, 1, 0));

    assertThat(story.loggedAccepted(a, 1, 1, 0).verdict()).containsExactly("RepeatToldAsNew");
  }

  @Test
  void an_answer_must_tell_what_the_log_says() {
    story.accept(10, 20, a, accepted(a, 1, 1, 5));

    assertThat(story.loggedAccepted(a, 1, 1, 0).verdict()).containsExactly("AnswerDiffers");
  }

  @Test
  void a_lost_release_is_a_lost_event() {
    story.released(a, 25);
    var lost = new Story(1);
    BidId bid = lost.bid(1, 1);
    lost.accept(10, 20, bid, accepted(bid, 1, 1, 0)).loggedAccepted(bid, 1, 1, 0);
    lost.call(21, 25, new Command.Release(COLLECTION, bid), released(bid));

    assertThat(lost.verdict()).containsExactly("LostEvent");
  }

  @Test
  void a_release_without_an_acceptance_and_a_second_one_are_forbidden() {
    story.released(a, 25);
    story.call(
        40,
        50,
        new Command.Release(COLLECTION, b),
        new Decision.Released(b, 1, entry(3, 2), false));
    story.logged(new Event.AcceptanceReleased(entry(3, 2), b, 1));
    story.logged(new Event.AcceptanceReleased(entry(4, 3), a, 1));

    assertThat(story.judged())
        .filteredOn(Violation.ForbiddenEvent.class::isInstance)
        .extracting(Violation::sentence)
        .satisfiesExactlyInAnyOrder(
            it -> assertThat(it).contains("not accepted before"),
            it -> assertThat(it).contains("released before"));
  }

  @Test
  void a_restock_counts_once_and_only_if_asked_for() {
    var ask = new Command.Restock(COLLECTION, RESTOCK, 2);
    story.call(10, 20, ask, new Decision.Restocked(RESTOCK, 2, entry(1, 3), false));
    story.logged(new Event.Restocked(entry(1, 3), RESTOCK, 2));
    assertThat(story.judged()).isEmpty();

    story.logged(new Event.Restocked(entry(2, 6), RESTOCK, 3));

    assertThat(story.judged()).filteredOn(Violation.ForbiddenEvent.class::isInstance).hasSize(2);
  }

  @Test
  void what_expects_a_version_is_done_right_after_it_or_told_another_one_that_was_there() {
    var first = new Command.Restock(COLLECTION, RESTOCK, 2, new Expected.Version(0));
    story.call(10, 20, first, new Decision.Restocked(RESTOCK, 2, entry(1, 3), false));
    story.logged(new Event.Restocked(entry(1, 3), RESTOCK, 2));
    var close = new Command.Close(COLLECTION, new Expected.Version(0));
    story.call(30, 40, close, new Decision.Moved(1));
    assertThat(story.judged()).isEmpty();

    story.call(50, 60, close, new Decision.Moved(2));
    story.call(50, 60, close, new Decision.Moved(0));
    story.call(50, 60, new Command.Close(COLLECTION), new Decision.Moved(1));
    story.call(70, 80, close, new Decision.CollectionClosed(entry(2, 3), false));
    story.logged(new Event.CollectionClosed(entry(2, 3)));

    assertThat(story.verdict())
        .containsExactlyInAnyOrder("FalseRefusal", "WrongAnswer", "WrongAnswer", "WrongAnswer");
  }

  @Test
  void an_acceptance_must_be_of_the_units_of_its_bid() {
    var story = new Story(9);
    BidId bid = story.bid(1, 2);
    story.accept(10, 20, bid, accepted(bid, 3, 1, 6)).loggedAccepted(bid, 3, 1, 6);

    assertThat(story.verdict()).containsExactly("ForbiddenEvent");
  }

  @Test
  void an_offer_that_was_refused_leaves_no_bid() {
    var story = new Story(0);
    story.call(10, 20, new Command.PlaceAndAccept(offer(5, 1)), new Decision.SoldOut());
    story.accept(30, 40, offer(5, 1).id(), new Decision.UnknownBid());

    assertThat(story.judged()).isEmpty();
  }

  @Test
  void the_row_must_be_what_the_events_add_up_to() {
    assertThat(story.judged(2, 2))
        .extracting(Violation::sentence)
        .anyMatch(it -> it.endsWith("has supply 2, but its events give 1"))
        .anyMatch(it -> it.endsWith("has stock 2, but its events give 1"));
  }
}
