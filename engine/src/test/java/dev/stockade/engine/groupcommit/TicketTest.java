package dev.stockade.engine.groupcommit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stockade.core.Decision;
import dev.stockade.core.Deferred;
import dev.stockade.core.InDoubt;
import dev.stockade.core.Outcome;
import dev.stockade.engine.call.Deadline;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Who wins between a caller that leaves and a lane that commits.
class TicketTest {
  private static final Duration LATE = Duration.ofSeconds(30);
  private static final Duration PAUSE = Duration.ofMillis(500);
  private static final Outcome SOLD_OUT = new Decision.SoldOut();

  private static final class Wish extends Ticket {
    Wish(Caller caller) {
      super(caller);
    }
  }

  @Test
  void an_answer_is_given_and_the_first_one_counts() throws Exception {
    Caller caller = caller(LATE, 1);
    var wish = new Wish(caller);
    Thread.ofVirtual()
        .start(
            () -> {
              wish.seal();
              wish.answer(SOLD_OUT);
              wish.answer(new Decision.Closed());
            });

    assertThat(caller.await(List.of(wish), PAUSE)).containsExactly(SOLD_OUT);
  }

  @Test
  void at_the_deadline_a_ticket_that_is_not_sealed_is_busy_and_can_be_sealed_no_more()
      throws Exception {
    Caller caller = caller(Duration.ofMillis(1), 1);
    var wish = new Wish(caller);

    assertThat(caller.await(List.of(wish), PAUSE)).containsExactly(new Deferred.Busy(PAUSE));
    assertThat(wish.seal()).isFalse();
    assertThat(wish.isOver()).isTrue();
  }

  @Test
  void at_the_deadline_a_sealed_ticket_is_in_doubt() throws Exception {
    Caller caller = caller(Duration.ofMillis(1), 1);
    var wish = new Wish(caller);
    wish.seal();

    assertThat(caller.await(List.of(wish), PAUSE)).containsExactly(new InDoubt());
  }

  @Test
  void a_ticket_whose_transaction_came_to_nothing_is_busy_again_but_a_lost_commit_stays_a_doubt()
      throws Exception {
    Caller caller = caller(Duration.ofMillis(1), 2);
    var failed = new Wish(caller);
    var lost = new Wish(caller);
    failed.seal();
    failed.unseal();
    lost.seal();
    lost.doubt();
    lost.unseal();

    assertThat(caller.await(List.of(failed, lost), PAUSE))
        .containsExactly(new Deferred.Busy(PAUSE), new InDoubt());
  }

  @Test
  void a_ticket_in_doubt_can_be_sealed_again_and_stays_in_doubt() throws Exception {
    Caller caller = caller(Duration.ofMillis(1), 1);
    var wish = new Wish(caller);
    wish.seal();
    wish.doubt();
    wish.unseal();

    assertThat(wish.seal()).isTrue();
    wish.unseal();
    assertThat(caller.await(List.of(wish), PAUSE)).containsExactly(new InDoubt());
  }

  @Test
  void an_interrupted_caller_of_whom_nothing_is_sealed_is_told_so_by_the_exception() {
    Caller caller = caller(LATE, 2);
    List<Wish> wishes = List.of(new Wish(caller), new Wish(caller));
    Thread.currentThread().interrupt();

    assertThatThrownBy(() -> caller.await(wishes, PAUSE)).isInstanceOf(InterruptedException.class);
    assertThat(Thread.interrupted()).isFalse();
  }

  @Test
  void an_interrupted_caller_with_a_sealed_ticket_is_in_doubt_and_stays_interrupted()
      throws Exception {
    Caller caller = caller(LATE, 2);
    var waiting = new Wish(caller);
    var sealed = new Wish(caller);
    sealed.seal();
    Thread.currentThread().interrupt();

    assertThat(caller.await(List.of(waiting, sealed), PAUSE))
        .containsExactly(new Deferred.Busy(PAUSE), new InDoubt());
    assertThat(Thread.interrupted()).isTrue();
  }

  @Test
  void a_failure_reaches_the_caller() {
    Caller caller = caller(LATE, 1);
    var wish = new Wish(caller);
    wish.fail(new IllegalStateException("broken"));

    assertThatThrownBy(() -> caller.await(List.of(wish), PAUSE)).hasMessage("broken");
  }

  @Test
  void a_failure_after_a_lost_commit_is_a_doubt() throws Exception {
    Caller caller = caller(LATE, 1);
    var wish = new Wish(caller);
    wish.seal();
    wish.doubt();
    wish.fail(new IllegalStateException("broken"));

    assertThat(caller.await(List.of(wish), PAUSE)).containsExactly(new InDoubt());
  }

  private static Caller caller(Duration time, int tickets) {
    return new Caller(Deadline.in(time, System::nanoTime), tickets);
  }
}
