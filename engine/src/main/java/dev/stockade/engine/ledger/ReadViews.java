package dev.stockade.engine.ledger;

import dev.stockade.core.BidId;
import dev.stockade.core.CollectionId;
import dev.stockade.core.Command;
import dev.stockade.core.RestockId;
import dev.stockade.core.Standing;
import dev.stockade.core.TenantId;
import dev.stockade.core.View;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/// Makes the views that the rules look at: rows that were read before, and what the commands' bids
/// and restocks are now.
final class ReadViews {
  private final ReadStandings standings;
  private final ReadRestocks restocks;

  ReadViews(ReadStandings standings, ReadRestocks restocks) {
    this.standings = standings;
    this.restocks = restocks;
  }

  Map<CollectionId, View> of(
      Connection connection, Map<CollectionId, Row> rows, List<Command> commands)
      throws SQLException {
    Map<TenantId, Map<BidId, Standing>> bids = bids(connection, commands);
    Map<TenantId, Map<RestockId, View.PastRestock>> past = restocks(connection, commands);
    var views = new LinkedHashMap<CollectionId, View>();
    rows.forEach(
        (id, row) ->
            views.put(
                id,
                new View(
                    row.state(),
                    bids.getOrDefault(id.tenant(), Map.of()),
                    past.getOrDefault(id.tenant(), Map.of()),
                    row.now())));
    return views;
  }

  private Map<TenantId, Map<BidId, Standing>> bids(Connection connection, List<Command> commands)
      throws SQLException {
    var tenants = new ArrayList<String>();
    var ids = new ArrayList<UUID>();
    for (Command command : commands) {
      if (command instanceof Command.OnBid onBid) {
        tenants.add(command.collection().tenant().value());
        ids.add(onBid.bid().value());
      }
    }
    var bids = new HashMap<TenantId, Map<BidId, Standing>>();
    if (!ids.isEmpty()) {
      for (var dated : standings.of(connection, new Keys(tenants, ids))) {
        Standing standing = dated.standing();
        bids.computeIfAbsent(standing.bid().collection().tenant(), t -> new HashMap<>())
            .put(standing.bid().id(), standing);
      }
    }
    bids.replaceAll((tenant, standingsOfTenant) -> Map.copyOf(standingsOfTenant));
    return bids;
  }

  private Map<TenantId, Map<RestockId, View.PastRestock>> restocks(
      Connection connection, List<Command> commands) throws SQLException {
    var tenants = new ArrayList<String>();
    var ids = new ArrayList<UUID>();
    for (Command command : commands) {
      if (command instanceof Command.Restock restock) {
        tenants.add(restock.collection().tenant().value());
        ids.add(restock.id().value());
      }
    }
    return ids.isEmpty() ? Map.of() : restocks.of(connection, new Keys(tenants, ids));
  }
}
