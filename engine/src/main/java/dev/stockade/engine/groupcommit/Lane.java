package dev.stockade.engine.groupcommit;

import dev.stockade.engine.call.Deadline;
import dev.stockade.engine.database.Finish;
import dev.stockade.engine.database.Transaction;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Predicate;

/// Tickets in line, and one transaction at a time for as many of them as there are, up to a bound.
/// It has a thread only while it has tickets.
///
/// Where a transaction came to nothing its tickets are tried again first, after a pause. Where a
/// failure is not the database's or the network's, each half is, down to the one that fails.
///
/// Thread-safe: callers add, one thread at a time takes.
final class Lane<T extends Ticket> {
  /// What the lanes of one kind of work have in common.
  ///
  /// @param ended hears of each ticket that leaves its lane for good
  /// @param isAside whether others wait already for the row of a ticket; it goes after them
  /// @param aside takes the tickets whose rows are held by somebody else
  record Shop<T extends Ticket>(
      Groups.Means means,
      Batch<T> work,
      Consumer<T> ended,
      Predicate<T> isAside,
      Consumer<T> aside) {}

  private final Shop<T> shop;
  private final Patience patience;
  private final Semaphore gate;
  private final Runnable idle;
  private final Executor threads;
  private final Arrivals<T> arrivals;
  private final AtomicBoolean running = new AtomicBoolean();

  /// Those whose turn comes before any arrival. Confined to the lane's thread, as what follows is.
  private final Deque<Turn<T>> turns = new ArrayDeque<>();

  private final ReadAhead<T> ahead;
  private final Telling<T> telling;
  private int failures;

  /// @param patience with rows that somebody else holds
  /// @param gate bounds the transactions of several lanes
  /// @param idle runs when nobody waits any more
  Lane(Shop<T> shop, Patience patience, Semaphore gate, Runnable idle) {
    this.shop = shop;
    this.arrivals = new Arrivals<>(shop.means().bounds().ahead());
    this.ahead = new ReadAhead<>(arrivals, shop.means());
    this.telling = new Telling<>(shop.means().lanes());
    this.patience = patience;
    this.gate = gate;
    this.idle = idle;
    this.threads = patience == Patience.SKIP ? shop.means().lanes() : shop.means().threads();
  }

  /// Puts tickets at the end of the line; [#wake] makes it move.
  void add(Collection<T> tickets) {
    arrivals.add(tickets);
  }

  void add(T ticket) {
    arrivals.add(ticket);
  }

  void wake() {
    if (!arrivals.isEmpty() && running.compareAndSet(false, true)) {
      start();
    }
    arrivals.tell();
  }

  /// Where there is no thread to be had, whoever comes next tries again.
  private void start() {
    try {
      threads.execute(this::run);
    } catch (RejectedExecutionException | OutOfMemoryError e) {
      running.set(false);
      throw e;
    }
  }

  private void run() {
    try {
      serve();
    } catch (InterruptedException closed) { // whoever still waits is answered at the deadline
      Thread.currentThread().interrupt();
      return;
    } catch (RuntimeException | Error e) {
      running.set(false); // whoever comes next goes on with those who wait
      throw e;
    }
    running.set(false);
    wake();
  }

  private void serve() throws InterruptedException {
    do {
      for (Turn<T> turn = next(); !turn.isEmpty(); turn = next()) {
        attempt(turn);
      }
      endTelling();
    } while (!turns.isEmpty());
    idle.run();
  }

  /// Whose turn it is; empty where nobody waits.
  private Turn<T> next() throws InterruptedException {
    while (!turns.isEmpty() || endReading()) {
      Turn<T> turn = turns.removeFirst();
      List<T> batch = unlessOver(turn.tickets());
      if (!batch.isEmpty()) {
        return new Turn<>(batch, turn.batch());
      }
    }
    while (!arrivals.isEmpty()) {
      List<T> batch = unlessOver(arrivals.take(shop.means().bounds().batch()));
      if (!batch.isEmpty()) {
        return new Turn<>(batch, shop.work());
      }
    }
    return new Turn<>(List.of(), shop.work());
  }

  /// Those for whom something is to be done in this lane.
  private List<T> unlessOver(List<T> tickets) {
    var left = new ArrayList<T>(tickets.size());
    for (T ticket : tickets) {
      if (ticket.isOver()) {
        shop.ended().accept(ticket);
      } else if (patience == Patience.SKIP && shop.isAside().test(ticket)) {
        shop.aside().accept(ticket);
      } else {
        left.add(ticket);
      }
    }
    return left;
  }

  private void attempt(Turn<T> turn) throws InterruptedException {
    List<T> undecided;
    boolean split = false;
    gate.acquire();
    try {
      undecided = transact(turn);
    } catch (RuntimeException | Error e) {
      split = turn.tickets().size() > 1;
      if (!split) {
        turn.tickets()
            .getFirst()
            .fail(e instanceof RuntimeException r ? r : new IllegalStateException(e));
      }
      undecided = leftOf(turn.tickets(), Set.of());
    } finally {
      gate.release();
    }
    if (!undecided.isEmpty() || ahead.isOpen()) {
      endReading();
    }
    if (!undecided.isEmpty()) {
      again(undecided, split);
    }
  }

  /// Those who were not decided go first, and what was read ahead of that is out of date.
  private void again(List<T> undecided, boolean split) throws InterruptedException {
    List<Turn<T>> others = List.copyOf(turns);
    turns.clear();
    others.forEach(turn -> turns.add(new Turn<>(turn.tickets(), shop.work())));
    if (split) {
      int half = undecided.size() / 2;
      turns.addFirst(new Turn<>(undecided.subList(half, undecided.size()), shop.work()));
      turns.addFirst(new Turn<>(undecided.subList(0, half), shop.work()));
    } else {
      turns.addFirst(new Turn<>(undecided, shop.work()));
      pause(undecided.getFirst().attempts());
    }
  }

  /// Runs the transaction and answers what it decided.
  ///
  /// @return who is to be tried again in this lane
  private List<T> transact(Turn<T> turn) throws InterruptedException {
    turn.tickets().forEach(Ticket::attempted);
    Deadline deadline = turn.deadline().atMost(shop.means().bounds().transaction());
    switch (shop.means()
        .transactions()
        .run(deadline, transaction -> round(transaction, turn, deadline))) {
      case Finish.Committed<Batch.Round<T>>(var round) -> {
        failures = 0;
        try {
          return tell(turn.tickets(), round);
        } catch (RuntimeException | Error e) {
          round.unknown(); // it is committed all the same: whoever is not told is in doubt
          throw e;
        }
      }
      case Finish.Unknown<Batch.Round<T>>(var round, var cause) -> {
        failures++;
        round.unknown();
      }
      case Finish.Undone<Batch.Round<T>> undone -> failures++;
      case Finish.TooLate<Batch.Round<T>> tooLate -> failures++;
    }
    return leftOf(turn.tickets(), Set.of());
  }

  /// Tells what is committed. Where another turn is about to begin and nobody of this one will be
  /// left, somebody else tells, so that the next one need not wait for that.
  private List<T> tell(List<T> batch, Batch.Round<T> round) throws InterruptedException {
    endTelling();
    round.committed();
    boolean all = round.answersAll() && batch.stream().allMatch(it -> it.attempts() == 1);
    if (!all || !ahead.hasBegun() || !telling.begin(() -> leftOnceTold(batch, round))) {
      return leftOnceTold(batch, round);
    }
    addLast(ahead.committed(shop.work()));
    return List.of();
  }

  /// Whoever could not be told is decided again, as where the reply to the commit was lost.
  private List<T> leftOnceTold(List<T> batch, Batch.Round<T> round) {
    try {
      round.answer();
    } catch (RuntimeException | Error e) {
      round.unknown();
    }
    Set<T> held = Set.copyOf(round.held());
    List<T> left = leftOf(batch, held);
    held.forEach(shop.aside());
    return left;
  }

  /// Waits until all are told. Those who are not answered all the same, go first.
  private void endTelling() throws InterruptedException {
    List<T> left = telling.end();
    if (!left.isEmpty()) {
      turns.addFirst(new Turn<>(left, shop.work()));
    }
  }

  /// Those for whom was read meanwhile come next, but what was read is of no use.
  ///
  /// @return whether there are any
  private boolean endReading() throws InterruptedException {
    Turn<T> rest = ahead.rest(shop.work());
    addLast(rest);
    return !rest.isEmpty();
  }

  private void addLast(Turn<T> turn) {
    if (!turn.isEmpty()) {
      turns.addLast(turn);
    }
  }

  /// What comes of the turn, with the reading for the next one beside what is to be written.
  private Batch.Round<T> round(Transaction transaction, Turn<T> turn, Deadline deadline)
      throws SQLException {
    Batch.Round<T> round = turn.batch().in(transaction, turn.tickets(), patience);
    if (patience == Patience.SKIP && turns.isEmpty() && round.writes()) {
      ahead.begin(round, deadline);
    }
    return round;
  }

  /// Those of the batch that are to be tried again in this lane.
  private List<T> leftOf(List<T> batch, Set<T> held) {
    var undecided = new ArrayList<T>();
    for (T ticket : batch) {
      ticket.unseal();
      if (ticket.attempts() >= shop.means().bounds().attempts()) {
        ticket.giveUp(shop.means().backoff().longest());
      }
      if (!held.contains(ticket)) {
        undecided.add(ticket);
      }
    }
    return unlessOver(undecided);
  }

  /// Whoever was only overtaken goes on at once for the first time.
  private void pause(int attempts) throws InterruptedException {
    if (failures > 0 || attempts > 1) {
      Thread.sleep(shop.means().backoff().after(Math.max(1, failures)));
    }
  }
}
