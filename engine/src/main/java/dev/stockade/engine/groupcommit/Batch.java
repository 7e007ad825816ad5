package dev.stockade.engine.groupcommit;

import dev.stockade.engine.database.Transaction;
import dev.stockade.engine.database.Transactions;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/// What is done for the tickets of a lane: one transaction for a list of them.
@FunctionalInterface
public interface Batch<T extends Ticket> {
  /// Reads for the tickets, seals them, and finds out what is to be written for those whose callers
  /// have not left.
  ///
  /// @param patience what to do about rows that somebody else holds
  Round<T> in(Transaction transaction, List<T> tickets, Patience patience) throws SQLException;

  /// What a transaction comes to. Tickets that it does not answer are tried again.
  interface Round<T extends Ticket> extends Transactions.Round {
    /// The transaction committed, or had nothing to write. Nothing is read for other tickets before
    /// this is done.
    default void committed() {}

    /// Answers, once it is committed.
    void answer();

    /// Whether, once it is committed, every ticket is answered that was never part of another
    /// transaction.
    default boolean answersAll() {
      return false;
    }

    /// The reply to the commit was lost.
    void unknown();

    /// Those whose rows somebody else holds, which were therefore left alone.
    List<T> held();

    /// What can be read for those who come next while this one is written; empty where nothing can.
    default Optional<Ahead<T>> ahead() {
      return Optional.empty();
    }
  }

  /// What is read for tickets of the next transaction while this one commits. All but [#read] is
  /// confined to one thread at a time.
  interface Ahead<T extends Ticket> {
    /// Reads for more tickets.
    ///
    /// @return has the next batch that is asked for know what was read; that may be one that is
    ///   made after the round of this one's
    Runnable read(Transaction transaction, List<T> tickets) throws SQLException;

    /// Does for the tickets for whom was read what this round's batch does for others, and reads
    /// less. Asked for once this round is committed. Where its round is written in turn, that goes
    /// on with what was read for others meanwhile.
    Batch<T> batch();
  }
}
