package dev.stockade.engine.ledger;

import dev.stockade.core.Bid;
import dev.stockade.core.BidId;
import dev.stockade.core.CollectionId;
import dev.stockade.core.Command;
import dev.stockade.core.RestockId;
import dev.stockade.core.Standing;
import dev.stockade.core.View;
import dev.stockade.engine.database.Columns;
import dev.stockade.engine.database.Schema;
import dev.stockade.engine.database.Script;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Reads what the rules need to decide commands: the collections, and the bids and restocks that
/// the commands name.
///
/// In one statement, and so in one snapshot: a state and the standings of its bids are of the same
/// version. Where the row is to be locked that has happened before, by a statement of its own; a
/// statement that waited for a lock would see the new row beside the old standings.
final class ReadViews {
  private static final String READ_VIEWS =
      """
      SELECT w.n, c.tenant, c.id, c.supply, c.stock, c.held, c.version, c.status,
             c.strategy, c.strategy_mode, c.strategy_reason, c.strategy_since, clock_timestamp() AS now,
             b.id AS bid, b.collection, b.bidder, b.quantity, b.price, b.currency,
             s.kind AS settled, s.sequence AS settled_sequence, s.at AS settled_at, s.stock AS settled_stock,
             r.sequence AS released_sequence, r.at AS released_at, r.stock AS released_stock,
             x.collection AS restock_of, x.quantity AS restocked,
             x.sequence AS restock_sequence, x.at AS restock_at, x.stock AS restock_stock
      FROM unnest(?::text[], ?::uuid[], ?::uuid[], ?::uuid[]) WITH ORDINALITY w(tenant, collection, bid, restock, n)
      JOIN stockade.collection c ON c.tenant = w.tenant AND c.id = w.collection
      LEFT JOIN stockade.bid b ON b.tenant = w.tenant AND b.id = w.bid
      LEFT JOIN stockade.event s
        ON s.tenant = b.tenant AND s.bid = b.id AND s.kind IN ('accepted', 'withdrawn', 'rejected')
      LEFT JOIN stockade.event r ON r.tenant = b.tenant AND r.bid = b.id AND r.kind = 'released'
      LEFT JOIN stockade.event x ON x.tenant = w.tenant AND x.restock = w.restock AND x.kind = 'restocked'
      """;

  private final String readViews;

  ReadViews(Schema schema) {
    readViews = schema.in(READ_VIEWS);
  }

  void addTo(Script script, List<Command> commands) throws SQLException {
    script.add(
        readViews,
        new Columns()
            .add("text", commands, command -> command.collection().tenant().value())
            .add("uuid", commands, command -> command.collection().value())
            .add("uuid", commands, ReadViews::bid)
            .add("uuid", commands, ReadViews::restock));
  }

  /// The views of the collections that the commands name, as far as these exist.
  Map<CollectionId, View> of(ResultSet rows, List<Command> commands) throws SQLException {
    var drafts = new LinkedHashMap<CollectionId, Draft>();
    while (rows.next()) {
      Command command = commands.get(rows.getInt("n") - 1);
      Draft draft = drafts.get(command.collection());
      if (draft == null) {
        draft =
            new Draft(
                new Row(Row.state(rows), Row.instant(rows, "now")),
                new HashMap<>(),
                new HashMap<>());
        drafts.put(command.collection(), draft);
      }
      draft.note(command, rows);
    }
    var views = new LinkedHashMap<CollectionId, View>();
    drafts.forEach((id, draft) -> views.put(id, draft.view()));
    return views;
  }

  private static @Nullable UUID bid(Command command) {
    return command instanceof Command.OnBid onBid ? onBid.bid().value() : null;
  }

  private static @Nullable UUID restock(Command command) {
    return command instanceof Command.Restock restock ? restock.id().value() : null;
  }

  /// A view while its rows are read.
  private record Draft(
      Row row, Map<BidId, Standing> bids, Map<RestockId, View.PastRestock> restocks) {
    void note(Command command, ResultSet rows) throws SQLException {
      if (command instanceof Command.OnBid && rows.getObject("bid") != null) {
        Bid bid = StandingRow.bid(rows, "bid", command.collection().tenant());
        bids.put(bid.id(), new Standing(bid, StandingRow.fate(rows)));
      }
      if (command instanceof Command.Restock restock && rows.getObject("restock_of") != null) {
        var of =
            new CollectionId(
                command.collection().tenant(), rows.getObject("restock_of", UUID.class));
        restocks.put(
            restock.id(),
            new View.PastRestock(of, rows.getInt("restocked"), Row.entry(rows, "restock")));
      }
    }

    View view() {
      return new View(row.state(), bids, restocks, row.now());
    }
  }
}
