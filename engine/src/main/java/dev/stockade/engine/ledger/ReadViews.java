package dev.stockade.engine.ledger;

import dev.stockade.core.Bid;
import dev.stockade.core.BidId;
import dev.stockade.core.CollectionId;
import dev.stockade.core.Command;
import dev.stockade.core.Fate;
import dev.stockade.core.RestockId;
import dev.stockade.core.Standing;
import dev.stockade.core.TenantId;
import dev.stockade.core.View;
import dev.stockade.engine.database.Schema;
import dev.stockade.engine.database.Script;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;

/// Reads what the rules need to decide commands: the collections, and the bids and restocks that
/// the commands name.
///
/// The row comes first, by a statement of its own, and what has become of the bids later. What
/// happens between the two has a sequence beyond the version that was read, and is left out: the
/// view is of that version, and the append refuses what rests on it. The other way round, or in one
/// statement that waits for the row, a new version would stand beside old fates, and a bid would be
/// accepted twice.
///
/// A statement for each table that looks up an array of keys costs PostgreSQL a quarter of what one
/// that joins them all does.
record ReadViews(
    FindCollections collections, FindBids bids, FindFates fates, FindRestocks restocks) {
  static ReadViews in(Schema schema) {
    return new ReadViews(
        new FindCollections(schema),
        new FindBids(schema),
        new FindFates(schema),
        new FindRestocks(schema));
  }

  /// A reading of the views for some commands: adds its statements to a script, and reads their
  /// rows.
  Reading of(List<Command> commands) {
    var named = new TreeSet<CollectionId>();
    var tenants = new HashSet<TenantId>();
    var bidIds = new LinkedHashSet<UUID>();
    var restockIds = new LinkedHashSet<UUID>();
    for (Command command : commands) {
      if (named.add(command.collection())) {
        tenants.add(command.collection().tenant());
      }
      if (command instanceof Command.OnBid onBid) {
        bidIds.add(onBid.bid().value());
      }
      if (command instanceof Command.Restock restock) {
        restockIds.add(restock.id().value());
      }
    }
    return new Reading(
        commands,
        named,
        new Wanted(List.copyOf(bidIds), List.copyOf(tenants)),
        new Wanted(List.copyOf(restockIds), List.copyOf(tenants)));
  }

  /// Confined to one thread.
  final class Reading {
    private final List<Command> commands;
    private final Set<CollectionId> named;
    private final Wanted bidIds;
    private final Wanted restockIds;

    private Reading(
        List<Command> commands, Set<CollectionId> named, Wanted bidIds, Wanted restockIds) {
      this.commands = commands;
      this.named = named;
      this.bidIds = bidIds;
      this.restockIds = restockIds;
    }

    void addTo(Script script) throws SQLException {
      if (!named.isEmpty()) {
        collections.addTo(script, named);
      }
      if (!bidIds.isEmpty()) {
        fates.addTo(script, bidIds);
        bids.addTo(script, bidIds);
      }
      if (!restockIds.isEmpty()) {
        restocks.addTo(script, restockIds);
      }
    }

    /// The views of the collections that the commands name, as far as these exist.
    ///
    /// @param rows the last ones of the script
    Map<CollectionId, View> views(List<ResultSet> rows) throws SQLException {
      if (named.isEmpty()) {
        return Map.of();
      }
      int next = rows.size() - statements();
      var drafts = new LinkedHashMap<CollectionId, Draft>();
      Map<CollectionId, Row> found = collections.of(rows.get(next++));
      for (CollectionId id : named) {
        Row row = found.get(id);
        if (row != null) {
          drafts.put(id, new Draft(row));
        }
      }
      Found known = Found.NOTHING;
      if (!bidIds.isEmpty()) {
        ByKey<BidId, Fate> settled = fates.of(rows.get(next++), bidIds);
        known = known.with(bids.of(rows.get(next++)), settled);
      }
      if (!restockIds.isEmpty()) {
        known = known.with(restocks.of(rows.get(next)));
      }
      for (Command command : commands) {
        Draft draft = drafts.get(command.collection());
        if (draft != null) {
          draft.note(command, known);
        }
      }
      var views = new LinkedHashMap<CollectionId, View>();
      drafts.forEach((id, draft) -> views.put(id, draft.view()));
      return views;
    }

    int statements() {
      return (named.isEmpty() ? 0 : 1)
          + (bidIds.isEmpty() ? 0 : 2)
          + (restockIds.isEmpty() ? 0 : 1);
    }
  }

  /// What was found of the bids and restocks that commands name.
  private record Found(
      ByKey<BidId, Bid> bids,
      ByKey<BidId, Fate> fates,
      ByKey<RestockId, View.PastRestock> restocks) {
    static final Found NOTHING = new Found(new ByKey<>(), new ByKey<>(), new ByKey<>());

    Found with(ByKey<BidId, Bid> placed, ByKey<BidId, Fate> settled) {
      return new Found(placed, settled, restocks);
    }

    Found with(ByKey<RestockId, View.PastRestock> past) {
      return new Found(bids, fates, past);
    }
  }

  /// A view while it is put together.
  private static final class Draft {
    private final Row row;
    private final Map<BidId, Standing> bids = new HashMap<>();
    private final Map<RestockId, View.PastRestock> restocks = new HashMap<>();

    Draft(Row row) {
      this.row = row;
    }

    void note(Command command, Found found) {
      TenantId tenant = command.collection().tenant();
      if (command instanceof Command.OnBid onBid) {
        BidId id = onBid.bid();
        Optional<Bid> bid = found.bids().get(tenant, id);
        if (bid.isPresent()) {
          Fate fate = found.fates().get(tenant, id).orElseGet(Fate.Open::new);
          boolean here = bid.get().collection().equals(command.collection());
          bids.put(id, new Standing(bid.get(), here ? fate.at(row.state().version()) : fate));
        }
      }
      if (command instanceof Command.Restock restock) {
        found
            .restocks()
            .get(tenant, restock.id())
            .filter(this::hasHappened)
            .ifPresent(past -> restocks.put(restock.id(), past));
      }
    }

    private boolean hasHappened(View.PastRestock past) {
      return !past.collection().equals(row.state().id())
          || past.entry().sequence() <= row.state().version();
    }

    View view() {
      return new View(row.state(), bids, restocks, row.now());
    }
  }
}
