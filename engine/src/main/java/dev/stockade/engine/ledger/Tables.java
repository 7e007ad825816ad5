package dev.stockade.engine.ledger;

import dev.stockade.engine.database.Schema;
import java.sql.Connection;

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
    ReadStrategies strategies,
    ReadPages pages) {

  public static Tables in(Schema schema) {
    var standings = new ReadStandings(schema);
    return new Tables(
        new LockCollections(schema),
        new ReadViews(schema),
        new ReplayEvents(schema),
        new SaveSnapshot(schema),
        new AppendEvents(schema),
        new PlaceBids(schema, standings),
        new OpenCollection(schema),
        new ReadStrategies(schema),
        new ReadPages(schema, standings));
  }

  /// The log within the transaction of this connection.
  public Ledger ledger(Connection connection) {
    return new Ledger(connection, this);
  }
}
