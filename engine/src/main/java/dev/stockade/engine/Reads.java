package dev.stockade.engine;

import dev.stockade.core.BidId;
import dev.stockade.core.CollectionId;
import dev.stockade.core.Event;
import dev.stockade.core.TenantId;
import dev.stockade.engine.database.Reading;
import dev.stockade.engine.ledger.ReadPages;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/// What there is: collections, bids and logs, as they are now. Nothing is decided by these, and
/// they wait for nobody who decides.
///
/// [Stockade#read] reads each time anew, within the configured deadline, and throws
/// [DatabaseException] where the database does not answer by then; thread-safe. [Edits#read] of an
/// [Errand] reads within its one transaction, what it has edited there included.
public final class Reads {
  private static final int MOST_CURRENCIES = 100;

  private final Arguments arguments;
  private final ReadPages pages;
  private final Source source;

  /// Where it is read.
  interface Source {
    <T> T read(Reading.Work<T> work) throws InterruptedException;
  }

  Reads(Config config, ReadPages pages, Source source) {
    this.arguments = new Arguments(config);
    this.pages = pages;
    this.source = source;
  }

  /// A collection.
  public Optional<Listing> collection(CollectionId id) throws InterruptedException {
    return source.read(connection -> pages.collection(connection, id));
  }

  /// Collections of a tenant in the order of their ids.
  ///
  /// @param after the last id of the page before; `new UUID(0, 0)` for the first page
  /// @param limit 1 to [Setting#PAGE]
  public List<Listing> collections(TenantId tenant, UUID after, int limit)
      throws InterruptedException {
    arguments.checkPage(limit);
    return source.read(connection -> pages.collections(connection, tenant, after, limit));
  }

  /// A bid and what has become of it.
  public Optional<PlacedBid> bid(CollectionId collection, BidId bid) throws InterruptedException {
    return source.read(connection -> pages.bid(connection, collection, bid));
  }

  /// A page of a collection's bids, and what has become of them. Bids that were settled are passed
  /// over one by one where only others are wanted.
  ///
  /// @param limit 1 to [Setting#PAGE]
  public List<PlacedBid> bids(CollectionId collection, BidList list, int limit)
      throws InterruptedException {
    arguments.checkPage(limit);
    return source.read(connection -> pages.bids(connection, collection, list, limit));
  }

  /// The currencies of a collection's bids, in alphabetical order.
  ///
  /// @param most 1 to 100, however long a page may be
  public List<String> currencies(CollectionId collection, int most) throws InterruptedException {
    if (most < 1 || most > MOST_CURRENCIES) {
      throw new IllegalArgumentException(
          "most must be 1 to " + MOST_CURRENCIES + " currencies: " + most);
    }
    return source.read(connection -> pages.currencies(connection, collection, most));
  }

  /// A page of a collection's log.
  ///
  /// @param after the last sequence of the page before, 0 for the first
  /// @param limit 1 to [Setting#PAGE]
  public List<Event> events(CollectionId collection, long after, int limit)
      throws InterruptedException {
    arguments.checkPage(limit);
    return source.read(connection -> pages.events(connection, collection, after, limit));
  }

  /// How far the logs of collections are: the sequence of the last event of each, 0 before the
  /// first. Those that do not exist are absent.
  public Map<CollectionId, Long> versions(List<CollectionId> collections)
      throws InterruptedException {
    List<CollectionId> ids = List.copyOf(collections);
    return source.read(connection -> pages.versions(connection, ids));
  }
}
