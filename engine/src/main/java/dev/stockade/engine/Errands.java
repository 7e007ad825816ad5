package dev.stockade.engine;

import dev.stockade.core.CollectionId;
import dev.stockade.core.Deferred;
import dev.stockade.core.InDoubt;
import dev.stockade.engine.call.Deadline;
import dev.stockade.engine.database.Reading;
import dev.stockade.engine.database.Transaction;
import dev.stockade.engine.database.Writing;
import dev.stockade.engine.ledger.KeepAnswers;
import dev.stockade.engine.limit.Admission;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// Does errands, each at most once under its key. One transaction takes the key, does the errand
/// and keeps its answer, so there is no moment at which one of them is there without the others: a
/// crash leaves nothing or everything, a copy waits for the key, and a lost commit is found by
/// coming again.
///
/// Thread-safe.
final class Errands {
  private final Reading reading;
  private final Writing writing;
  private final KeepAnswers answers;
  private final Admission admission;
  private final JoinedEdits.Means means;

  Errands(
      Reading reading,
      Writing writing,
      KeepAnswers answers,
      Admission admission,
      JoinedEdits.Means means) {
    this.reading = reading;
    this.writing = writing;
    this.answers = answers;
    this.admission = admission;
    this.means = means;
  }

  Once run(RequestKey key, Optional<Toll> toll, Errand errand, Deadline deadline)
      throws InterruptedException {
    if (toll.isPresent()) {
      Optional<Once> barrier = barrier(key, toll.get(), deadline);
      if (barrier.isPresent()) {
        return barrier.get();
      }
    }
    Set<CollectionId> edited = ConcurrentHashMap.newKeySet();
    try {
      return once(writing.run(deadline, transaction -> attempt(transaction, key, errand, edited)));
    } finally {
      edited.forEach(means.assignments()::forget);
    }
  }

  private Once once(Writing.Ending<Once> ending) {
    return switch (ending) {
      case Writing.Ending.Done<Once>(Once done) -> done;
      case Writing.Ending.NotDone<Once> notDone ->
          new Once.Undecided(new Deferred.Busy(retryAfter()));
      case Writing.Ending.InDoubt<Once> doubt -> new Once.Undecided(new InDoubt());
    };
  }

  private Duration retryAfter() {
    return means.config().time(Setting.LONGEST_PAUSE);
  }

  /// Whoever is answered from memory pays nothing; and nobody waits at a rate limit while he holds
  /// rows.
  private Optional<Once> barrier(RequestKey key, Toll toll, Deadline deadline)
      throws InterruptedException {
    Optional<Optional<KeepAnswers.Kept>> read =
        reading.run(deadline, connection -> answers.read(connection, key));
    if (read.isEmpty()) {
      return Optional.of(new Once.Undecided(new Deferred.Busy(retryAfter())));
    }
    if (read.get().isPresent()) {
      return Optional.of(known(key, read.get().get()));
    }
    var most = admission.mostAtOnce(toll.collection(), deadline);
    if (toll.attempts() > most.orElse(toll.attempts())) {
      return Optional.of(new Once.TooMany(most.getAsInt()));
    }
    return admission.admit(toll.collection(), toll.attempts(), deadline).map(Once.Undecided::new);
  }

  private static Once known(RequestKey key, KeepAnswers.Kept kept) {
    return kept.fingerprint().equals(key.fingerprint())
        ? new Once.Answered(kept.answer(), true)
        : new Once.KeyReused();
  }

  private Writing.Result<Once> attempt(
      Transaction transaction, RequestKey key, Errand errand, Set<CollectionId> edited)
      throws SQLException {
    Connection connection = transaction.connection();
    Duration time = means.config().time(Setting.ANSWERS_KEPT);
    Optional<KeepAnswers.Kept> kept = answers.reserve(connection, key, time);
    if (kept.isPresent()) {
      return new Writing.Result<>(known(key, kept.get()), false);
    }
    var edits = new JoinedEdits(means, connection);
    try {
      Errand.Answer answer = errand.run(edits);
      if (answer.kept()) {
        answers.keep(connection, key, answer.text());
      }
      return new Writing.Result<>(new Once.Answered(answer.text(), false), answer.kept());
    } catch (JoinedEdits.Broken e) {
      throw e.failure();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new SQLException("the errand was interrupted", "57014", e);
    } finally {
      edited.addAll(edits.edited());
    }
  }
}
