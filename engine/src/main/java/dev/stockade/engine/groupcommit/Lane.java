package dev.stockade.engine.groupcommit;

import dev.stockade.engine.call.Deadline;
import dev.stockade.engine.database.Backoff;
import dev.stockade.engine.database.Finish;
import dev.stockade.engine.database.Transactions;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Predicate;

/// Tickets in line, and one transaction at a time for as many of them as there are, up to a bound.
/// It has a thread only while it has tickets.
///
/// Where a transaction came to nothing its tickets stay at the head of the line, and the lane
/// pauses before it tries again. Where a failure is not the database's or the network's, one ticket
/// may be the cause: each half is tried alone, down to the one that fails.
///
/// Thread-safe: callers add, one thread at a time takes.
final class Lane<T extends Ticket> {
  /// What lanes have in common.
  ///
  /// @param ended hears of each ticket that leaves its lane for good
  /// @param isAside whether others wait already for the row of a ticket; it goes after them
  /// @param aside takes the tickets whose rows are held by somebody else
  record Shop<T extends Ticket>(
      Transactions transactions,
      Batch<T> work,
      Bounds bounds,
      Backoff backoff,
      Executor threads,
      Consumer<T> ended,
      Predicate<T> isAside,
      Consumer<T> aside) {}

  private final Shop<T> shop;
  private final Patience patience;
  private final Semaphore gate;
  private final Runnable idle;
  private final Queue<T> arrivals = new ConcurrentLinkedQueue<>();
  private final AtomicBoolean running = new AtomicBoolean();

  /// Batches that come before any arrival. Confined to the lane's thread, as the count of failures
  /// in a row is.
  private final Deque<List<T>> again = new ArrayDeque<>();

  private int failures;

  /// @param patience with rows that somebody else holds
  /// @param gate bounds the transactions of several lanes
  /// @param idle runs when nobody waits any more
  Lane(Shop<T> shop, Patience patience, Semaphore gate, Runnable idle) {
    this.shop = shop;
    this.patience = patience;
    this.gate = gate;
    this.idle = idle;
  }

  /// Puts tickets at the end of the line; [#wake] makes it move.
  void add(Collection<T> tickets) {
    arrivals.addAll(tickets);
  }

  void add(T ticket) {
    arrivals.add(ticket);
  }

  void wake() {
    if (!arrivals.isEmpty() && running.compareAndSet(false, true)) {
      shop.threads().execute(this::run);
    }
  }

  private void run() {
    try {
      for (List<T> batch = next(); !batch.isEmpty(); batch = next()) {
        attempt(batch);
      }
      idle.run();
      running.set(false);
      wake();
    } catch (InterruptedException e) {
      // The engine is closed: whoever still waits is answered at the deadline.
      Thread.currentThread().interrupt();
    }
  }

  /// The next batch; empty where nobody waits.
  private List<T> next() {
    var batch = new ArrayList<T>();
    while (batch.isEmpty() && !again.isEmpty()) {
      again.removeFirst().forEach(ticket -> take(ticket, batch));
    }
    if (batch.isEmpty()) {
      T ticket;
      int weight = 0;
      while (weight < shop.bounds().batch() && (ticket = arrivals.poll()) != null) {
        take(ticket, batch);
        weight += ticket.weight();
      }
    }
    return batch;
  }

  private void take(T ticket, List<T> batch) {
    if (ticket.isOver()) {
      shop.ended().accept(ticket);
    } else if (patience == Patience.SKIP && shop.isAside().test(ticket)) {
      shop.aside().accept(ticket);
    } else {
      batch.add(ticket);
    }
  }

  private void attempt(List<T> batch) throws InterruptedException {
    Set<T> held = Set.of();
    boolean split = false;
    gate.acquire();
    try {
      held = transact(batch);
    } catch (RuntimeException | Error e) {
      split = batch.size() > 1;
      if (!split) {
        batch.getFirst().fail(e instanceof RuntimeException r ? r : new IllegalStateException(e));
      }
    } finally {
      gate.release();
    }
    List<T> undecided = leftOf(batch, held);
    held.forEach(shop.aside());
    if (split) {
      again.addFirst(undecided.subList(undecided.size() / 2, undecided.size()));
      again.addFirst(undecided.subList(0, undecided.size() / 2));
    } else if (!undecided.isEmpty()) {
      again.addFirst(undecided);
      pause(undecided.getFirst().attempts());
    }
  }

  /// Runs the transaction and answers what it decided.
  ///
  /// @return the tickets whose rows somebody else holds
  private Set<T> transact(List<T> batch) throws InterruptedException {
    batch.forEach(Ticket::attempted);
    Deadline deadline =
        batch.stream()
            .map(ticket -> ticket.caller().deadline())
            .reduce(Deadline::later)
            .orElseThrow()
            .atMost(shop.bounds().transaction());
    return switch (shop.transactions()
        .run(deadline, transaction -> shop.work().in(transaction, batch, patience))) {
      case Finish.Committed<Batch.Round<T>>(var round) -> {
        failures = 0;
        round.committed();
        yield Set.copyOf(round.held());
      }
      case Finish.Unknown<Batch.Round<T>>(var round, var cause) -> {
        failures++;
        round.unknown();
        yield Set.of();
      }
      case Finish.Undone<Batch.Round<T>> undone -> {
        failures++;
        yield Set.of();
      }
      case Finish.TooLate<Batch.Round<T>> tooLate -> {
        failures++;
        yield Set.of();
      }
    };
  }

  /// Those of the batch that are to be tried again in this lane.
  private List<T> leftOf(List<T> batch, Set<T> held) {
    var undecided = new ArrayList<T>();
    for (T ticket : batch) {
      ticket.unseal();
      if (ticket.attempts() >= shop.bounds().attempts()) {
        ticket.giveUp(shop.backoff().longest());
      }
      if (!held.contains(ticket)) {
        take(ticket, undecided);
      }
    }
    return undecided;
  }

  /// Whoever was only overtaken goes on at once for the first time.
  private void pause(int attempts) throws InterruptedException {
    if (failures > 0 || attempts > 1) {
      Thread.sleep(shop.backoff().after(Math.max(1, failures)));
    }
  }
}
