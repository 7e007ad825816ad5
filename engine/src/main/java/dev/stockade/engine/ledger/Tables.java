package dev.stockade.engine.ledger;

import dev.stockade.engine.database.Schema;
import dev.stockade.engine.database.Transaction;
import dev.stockade.engine.groupcommit.Patience;

/// The acts on the tables of one schema, each with its statement made ready.
///
/// Immutable and thread-safe.
public record Tables(
    LockCollections lock,
    ReadViews views,
    ReplayEvents replay,
    SaveSnapshot snapshot,
    AppendEvents append,
    PlaceBids placing,
    OpenCollection opening,
    SetRateLimit limiting,
    ReadTerms terms,
    Fences fences,
    KeepAnswers answers,
    ReadPages pages) {

  public static Tables in(Schema schema) {
    var standings = new ReadStandings(schema);
    return new Tables(
        new LockCollections(schema),
        ReadViews.in(schema),
        new ReplayEvents(schema),
        new SaveSnapshot(schema),
        new AppendEvents(schema),
        new PlaceBids(schema, standings),
        new OpenCollection(schema),
        new SetRateLimit(schema),
        new ReadTerms(schema),
        new Fences(schema),
        new KeepAnswers(schema),
        new ReadPages(schema, standings));
  }

  /// The log within a transaction.
  ///
  /// @param patience with rows that another transaction holds
  public Ledger ledger(Transaction transaction, Patience patience) {
    return new Ledger(transaction, this, patience);
  }
}
