package dev.stockade.proof.checker;

import dev.stockade.core.Bid;
import dev.stockade.core.BidId;
import dev.stockade.core.CollectionId;
import dev.stockade.core.Command;
import dev.stockade.core.RestockId;
import dev.stockade.core.TenantId;
import dev.stockade.proof.history.Call;
import dev.stockade.proof.history.History;
import dev.stockade.proof.history.PlacedBid;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The ids that a history uses, and for what: bids and restocks are named uniquely within their
/// tenant.
final class Bids {
  private record Key(TenantId tenant, Object id) {}

  private record Units(CollectionId collection, int quantity) {}

  private final Map<Key, PlacedBid> placed = new HashMap<>();
  private final Map<Key, Set<Bid>> offers = new HashMap<>();
  private final Map<Key, Set<Units>> restocks = new HashMap<>();

  Bids(History history) {
    for (PlacedBid bid : history.bids()) {
      placed.merge(key(bid.bid()), bid, (a, b) -> a.by() <= b.by() ? a : b);
    }
    for (Call call : history.calls()) {
      TenantId tenant = call.command().collection().tenant();
      switch (call.command()) {
        case Command.PlaceAndAccept c ->
            offers.computeIfAbsent(key(c.offer()), _ -> new HashSet<>(1)).add(c.offer());
        case Command.Restock c ->
            restocks
                .computeIfAbsent(new Key(tenant, c.id()), _ -> new HashSet<>(1))
                .add(new Units(c.collection(), c.quantity()));
        case Command.Accept _,
            Command.Withdraw _,
            Command.Reject _,
            Command.Release _,
            Command.Close _,
            Command.SetStrategy _ -> {}
      }
    }
  }

  private static Key key(Bid bid) {
    return new Key(bid.collection().tenant(), bid.id());
  }

  /// The bid as a call of its own placed it on this collection.
  Optional<PlacedBid> placed(CollectionId collection, BidId id) {
    return Optional.ofNullable(placed.get(new Key(collection.tenant(), id)))
        .filter(bid -> bid.bid().collection().equals(collection));
  }

  /// Whether an acceptance of so many units can be one of this bid: it was placed on this
  /// collection, or offered to it.
  boolean canTake(CollectionId collection, BidId id, int quantity) {
    return placed(collection, id).stream().anyMatch(bid -> bid.bid().quantity() == quantity)
        || offers.getOrDefault(new Key(collection.tenant(), id), Set.of()).stream()
            .anyMatch(
                offer -> offer.collection().equals(collection) && offer.quantity() == quantity);
  }

  /// Whether the id of this offer can be in use for another bid.
  boolean canBeInUse(Bid offer) {
    PlacedBid there = placed.get(key(offer));
    return (there != null && !there.bid().equals(offer))
        || offers.getOrDefault(key(offer), Set.of()).size() > 1;
  }

  /// Whether the id of this restock can be in use for another one.
  boolean canBeInUse(CollectionId collection, RestockId id) {
    return restocks.getOrDefault(new Key(collection.tenant(), id), Set.of()).size() > 1;
  }

  /// Whether somebody asked for a restock of so many units under this id.
  boolean canRestock(CollectionId collection, RestockId id, int quantity) {
    return restocks
        .getOrDefault(new Key(collection.tenant(), id), Set.of())
        .contains(new Units(collection, quantity));
  }
}
