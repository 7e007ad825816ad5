package dev.stockade.engine;

import dev.stockade.core.TenantId;
import dev.stockade.engine.ledger.ExtendFeed;
import dev.stockade.engine.ledger.ReadFeed;
import java.util.Optional;

/// The feeds of tenants: the events of all collections of one, those of each in their order and
/// each once, in one order that is the same for everybody.
///
/// Thread-safe.
public final class Feeds {
  private final Reader reader;
  private final Arguments arguments;
  private final ReadFeed feed;
  private final ExtendFeed extension;

  Feeds(Reader reader, ReadFeed feed, ExtendFeed extension) {
    this.reader = reader;
    this.arguments = new Arguments(reader.config());
    this.feed = feed;
    this.extension = extension;
  }

  /// A page of a tenant's feed, of what [#extend] has put in line; empty where that was never done.
  ///
  /// @param after the last position of the page before, 0 for the first
  /// @param limit 1 to [Setting#PAGE]
  public Optional<FeedPage> page(TenantId tenant, long after, int limit)
      throws InterruptedException {
    arguments.checkPage(limit);
    return reader.read(connection -> feed.page(connection, tenant, after, limit));
  }

  /// Puts in line, in a tenant's feed, what has happened before this call; in one call that of
  /// [Setting#PAGE] collections. Costs a look at the rows of all the tenant's collections, and
  /// accepting nothing.
  public Feed extend(TenantId tenant) throws InterruptedException {
    int most = reader.config().get(Setting.PAGE);
    return reader
        .repeat(transaction -> extension.in(transaction.connection(), tenant, most))
        .feed();
  }
}
