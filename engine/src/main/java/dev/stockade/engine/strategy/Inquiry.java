package dev.stockade.engine.strategy;

import dev.stockade.core.CollectionId;
import dev.stockade.engine.call.Deadline;
import dev.stockade.engine.ledger.Terms;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/// Asks the database about the terms of collections. What is asked while it answers is asked
/// together the next time: of ten thousand lukewarm collections, each read in a transaction of its
/// own took half of a machine.
///
/// Thread-safe.
final class Inquiry {
  /// Collections from which on a reading takes no more questions.
  private static final int LARGE = 1_000;

  /// Readings at once. A second one begins only where the one before is late, as behind a
  /// connection that was cut.
  private static final int MOST_READERS = 4;

  private static final long LATE_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

  private final Source source;
  private final int room;
  private final Queue<Question> questions = new ConcurrentLinkedQueue<>();
  private final AtomicInteger waiting = new AtomicInteger();
  private final AtomicInteger readers = new AtomicInteger();
  private final AtomicLong lastReadAt = new AtomicLong();

  /// What is asked.
  @FunctionalInterface
  interface Source {
    /// The terms of those of the collections that exist and could be read.
    Map<CollectionId, Terms> terms(Set<CollectionId> ids, Deadline deadline)
        throws InterruptedException;
  }

  private record Question(
      Set<CollectionId> about,
      Deadline deadline,
      CompletableFuture<Map<CollectionId, Terms>> answer) {}

  /// @param room questions that wait; one more is answered with nothing
  Inquiry(Source source, int room) {
    this.source = source;
    this.room = room;
  }

  /// The terms of those of the collections that exist and could be read.
  ///
  /// @param executor on whose threads is read
  CompletableFuture<Map<CollectionId, Terms>> about(
      Set<CollectionId> ids, Deadline deadline, Executor executor) {
    if (waiting.incrementAndGet() > room) {
      waiting.decrementAndGet();
      return CompletableFuture.completedFuture(Map.of());
    }
    var question = new Question(ids, deadline, new CompletableFuture<>());
    questions.add(question);
    readUnlessOneReads(executor);
    return question.answer();
  }

  private void readUnlessOneReads(Executor executor) {
    int reading = readers.get();
    boolean late = System.nanoTime() - lastReadAt.get() > LATE_NANOS;
    if ((reading == 0 || (late && reading < MOST_READERS))
        && readers.compareAndSet(reading, reading + 1)) {
      lastReadAt.set(System.nanoTime());
      start(executor);
    }
  }

  /// Where there is no thread to be had, whoever asks next tries again.
  private void start(Executor executor) {
    try {
      executor.execute(() -> readAll(executor));
    } catch (RejectedExecutionException | OutOfMemoryError e) {
      readers.decrementAndGet();
      throw e;
    }
  }

  private void readAll(Executor executor) {
    try {
      List<Question> asked = take();
      while (!asked.isEmpty()) {
        answer(asked);
        asked = take();
      }
    } finally {
      readers.decrementAndGet();
      if (!questions.isEmpty()) {
        readUnlessOneReads(executor);
      }
    }
  }

  private List<Question> take() {
    var taken = new ArrayList<Question>();
    int collections = 0;
    Question question;
    while (collections < LARGE && (question = questions.poll()) != null) {
      taken.add(question);
      collections += question.about().size();
    }
    waiting.addAndGet(-taken.size());
    return taken;
  }

  private void answer(List<Question> asked) {
    lastReadAt.set(System.nanoTime());
    var ids = new HashSet<CollectionId>();
    Deadline latest = asked.getFirst().deadline();
    for (Question question : asked) {
      ids.addAll(question.about());
      latest = latest.later(question.deadline());
    }
    try {
      Map<CollectionId, Terms> terms = source.terms(ids, latest);
      asked.forEach(question -> question.answer().complete(of(question.about(), terms)));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      asked.forEach(question -> question.answer().completeExceptionally(e));
    } catch (RuntimeException | Error e) {
      asked.forEach(question -> question.answer().completeExceptionally(e));
    }
  }

  private static Map<CollectionId, Terms> of(
      Set<CollectionId> ids, Map<CollectionId, Terms> terms) {
    var own = new HashMap<CollectionId, Terms>();
    for (CollectionId id : ids) {
      Terms known = terms.get(id);
      if (known != null) {
        own.put(id, known);
      }
    }
    return own;
  }
}
