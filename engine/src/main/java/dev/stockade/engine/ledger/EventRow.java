package dev.stockade.engine.ledger;

import dev.stockade.core.BidId;
import dev.stockade.core.Entry;
import dev.stockade.core.Event;
import dev.stockade.core.RestockId;
import dev.stockade.core.StrategyName;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// An event as the row that it is in the table `event`. What a kind of event does not have is null,
/// as in the table.
record EventRow(
    long sequence,
    Instant at,
    String kind,
    int quantity,
    int stock,
    @Nullable UUID bid,
    @Nullable UUID restock,
    @Nullable String strategy,
    @Nullable String mode,
    @Nullable String reason) {

  static final String ACCEPTED = "accepted";

  static EventRow of(Event event) {
    return switch (event) {
      case Event.BidAccepted e -> onBid(e, ACCEPTED, e.quantity());
      case Event.BidWithdrawn e -> onBid(e, "withdrawn", 0);
      case Event.BidRejected e -> onBid(e, "rejected", 0);
      case Event.AcceptanceReleased e -> onBid(e, "released", e.quantity());
      case Event.Restocked e -> row(e, "restocked", e.quantity(), null, e.restock().value());
      case Event.CollectionClosed e -> row(e, "closed", 0, null, null);
      case Event.StrategyChanged e ->
          new EventRow(
              e.entry().sequence(),
              e.entry().at(),
              "strategy-changed",
              0,
              e.entry().stock(),
              null,
              null,
              e.strategy().value(),
              Row.mode(e.mode()),
              e.reason());
    };
  }

  /// Reads the event of the current row.
  static Event event(ResultSet rows) throws SQLException {
    var entry = new Entry(rows.getLong("sequence"), Row.instant(rows, "at"), rows.getInt("stock"));
    int quantity = rows.getInt("quantity");
    String kind = rows.getString("kind");
    return switch (kind) {
      case ACCEPTED -> new Event.BidAccepted(entry, bid(rows), quantity);
      case "withdrawn" -> new Event.BidWithdrawn(entry, bid(rows));
      case "rejected" -> new Event.BidRejected(entry, bid(rows));
      case "released" -> new Event.AcceptanceReleased(entry, bid(rows), quantity);
      case "restocked" ->
          new Event.Restocked(
              entry, new RestockId(rows.getObject("restock", UUID.class)), quantity);
      case "closed" -> new Event.CollectionClosed(entry);
      case "strategy-changed" ->
          new Event.StrategyChanged(
              entry,
              new StrategyName(rows.getString("strategy")),
              Row.mode(rows),
              rows.getString("reason"));
      default ->
          throw new SQLException("an event of a kind that this version does not know: " + kind);
    };
  }

  private static EventRow onBid(Event.OnBid event, String kind, int quantity) {
    return row(event, kind, quantity, event.bid().value(), null);
  }

  private static EventRow row(
      Event event, String kind, int quantity, @Nullable UUID bid, @Nullable UUID restock) {
    Entry entry = event.entry();
    return new EventRow(
        entry.sequence(),
        entry.at(),
        kind,
        quantity,
        entry.stock(),
        bid,
        restock,
        null,
        null,
        null);
  }

  private static BidId bid(ResultSet rows) throws SQLException {
    return new BidId(rows.getObject("bid", UUID.class));
  }
}
