package dev.stockade.engine.ledger;

import dev.stockade.core.Bid;
import dev.stockade.core.BidId;
import dev.stockade.core.CollectionId;
import dev.stockade.core.Command;
import dev.stockade.core.RestockId;
import dev.stockade.core.Standing;
import dev.stockade.core.TenantId;
import dev.stockade.core.View;
import dev.stockade.engine.database.Columns;
import dev.stockade.engine.database.Schema;
import dev.stockade.engine.database.Script;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Reads what the rules need to decide commands: the collections, and the bids and restocks that
/// the commands name.
///
/// In one statement, and so in one snapshot: a state and the standings of its bids are of the same
/// version. Where the row is to be locked that has happened before, by a statement of its own; a
/// statement that waited for a lock would see the new row beside the old standings.
///
/// A thousand commands on one collection are a thousand rows, so a row holds no more than its
/// command needs: the collection goes with the first command that names it, and restocks are looked
/// up where there are any.
final class ReadViews {
  private static final String READ_VIEWS =
      """
      SELECT w.n, c.tenant, c.id, c.supply, c.stock, c.held, c.version, c.status,
             c.strategy, c.strategy_mode, c.strategy_reason, c.strategy_since,
             CASE WHEN c.id IS NOT NULL THEN clock_timestamp() END AS now,
             b.collection, b.bidder, b.quantity, b.price, b.currency,
             s.kind AS settled, s.sequence AS settled_sequence, s.at AS settled_at, s.stock AS settled_stock,
             r.sequence AS released_sequence, r.at AS released_at, r.stock AS released_stock%s
      FROM unnest(?::text[], ?::uuid[], ?::uuid[]%s) WITH ORDINALITY w(tenant, collection, bid%s, n)
      LEFT JOIN stockade.collection c ON c.tenant = w.tenant AND c.id = w.collection
      LEFT JOIN stockade.bid b ON b.tenant = w.tenant AND b.id = w.bid
      LEFT JOIN stockade.event s
        ON s.tenant = b.tenant AND s.bid = b.id AND s.kind IN ('accepted', 'withdrawn', 'rejected')
      LEFT JOIN stockade.event r ON r.tenant = s.tenant AND r.bid = s.bid AND r.kind = 'released'%s
      """;

  private static final String[] NO_RESTOCKS = {"", "", "", ""};

  private static final String[] RESTOCKS = {
    """
    ,
           x.collection AS restock_of, x.quantity AS restocked,
           x.sequence AS restock_sequence, x.at AS restock_at, x.stock AS restock_stock""",
    ", ?::uuid[]",
    ", restock",
    """

    LEFT JOIN stockade.event x ON x.tenant = w.tenant AND x.restock = w.restock AND x.kind = 'restocked'"""
  };

  private final String readViews;
  private final String readWithRestocks;

  ReadViews(Schema schema) {
    readViews = schema.in(READ_VIEWS.formatted((Object[]) NO_RESTOCKS));
    readWithRestocks = schema.in(READ_VIEWS.formatted((Object[]) RESTOCKS));
  }

  void addTo(Script script, List<Command> commands) throws SQLException {
    var named = new HashSet<CollectionId>();
    var columns =
        new Columns()
            .add("text", commands, command -> command.collection().tenant().value())
            .add(
                "uuid",
                commands,
                command -> named.add(command.collection()) ? command.collection().value() : null)
            .add("uuid", commands, ReadViews::bid);
    if (commands.stream().noneMatch(Command.Restock.class::isInstance)) {
      script.add(readViews, columns);
    } else {
      script.add(readWithRestocks, columns.add("uuid", commands, ReadViews::restock));
    }
  }

  /// The views of the collections that the commands name, as far as these exist.
  Map<CollectionId, View> of(ResultSet rows, List<Command> commands) throws SQLException {
    var drafts = new LinkedHashMap<CollectionId, Draft>();
    while (rows.next()) {
      Command command = commands.get(rows.getInt("n") - 1);
      drafts.computeIfAbsent(command.collection(), id -> new Draft()).note(command, rows);
    }
    var views = new LinkedHashMap<CollectionId, View>();
    drafts.forEach((id, draft) -> draft.view().ifPresent(view -> views.put(id, view)));
    return views;
  }

  private static @Nullable UUID bid(Command command) {
    return command instanceof Command.OnBid onBid ? onBid.bid().value() : null;
  }

  private static @Nullable UUID restock(Command command) {
    return command instanceof Command.Restock restock ? restock.id().value() : null;
  }

  /// A view while its rows are read, which come in any order.
  private static final class Draft {
    private final Map<BidId, Standing> bids = new HashMap<>();
    private final Map<RestockId, View.PastRestock> restocks = new HashMap<>();
    private @Nullable Row row;

    void note(Command command, ResultSet rows) throws SQLException {
      if (row == null && rows.getString("tenant") != null) {
        row = new Row(Row.state(rows), Row.instant(rows, "now"));
      }
      TenantId tenant = command.collection().tenant();
      if (command instanceof Command.OnBid onBid && rows.getInt("quantity") > 0) {
        Bid bid = StandingRow.bid(rows, onBid.bid(), tenant);
        bids.put(bid.id(), new Standing(bid, StandingRow.fate(rows)));
      }
      if (command instanceof Command.Restock restock && rows.getInt("restocked") > 0) {
        var of = new CollectionId(tenant, rows.getObject("restock_of", UUID.class));
        restocks.put(
            restock.id(),
            new View.PastRestock(of, rows.getInt("restocked"), Row.entry(rows, "restock")));
      }
    }

    Optional<View> view() {
      return Optional.ofNullable(row)
          .map(read -> new View(read.state(), bids, restocks, read.now()));
    }
  }
}
