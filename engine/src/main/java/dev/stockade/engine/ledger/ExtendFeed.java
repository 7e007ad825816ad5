package dev.stockade.engine.ledger;

import dev.stockade.core.TenantId;
import dev.stockade.engine.Feed;
import dev.stockade.engine.database.Schema;
import dev.stockade.engine.database.Transaction;
import dev.stockade.engine.database.Transactions;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import java.util.UUID;

/// Puts in line what is new in a tenant's collections: the events between the end that the feed
/// knows of a collection and the version of its row. A version that can be read is committed, and
/// so are all events up to it; which of two transactions took its id first does not matter.
///
/// Whoever does this holds the row of the feed until the commit, so positions are given one after
/// another. It looks without that lock first: where there is nothing new it writes nothing.
public final class ExtendFeed {
  /// Compares all collections with their ends, rather than looking up the end of each.
  private static final String COMPARE_ALL =
      """
      SELECT set_config('enable_hashjoin', 'on', true), set_config('enable_seqscan', 'on', true)
      """;

  private static final String LOOK =
      """
      SELECT f.id, f.length, EXISTS (
        SELECT FROM stockade.collection c
        LEFT JOIN stockade.feed_end known ON known.tenant = c.tenant AND known.collection = c.id
        WHERE c.tenant = f.tenant AND c.version > coalesce(known.sequence, 0)) AS grown
      FROM stockade.feed f WHERE f.tenant = ?
      """;

  private static final String BEGIN_FEED =
      """
      INSERT INTO stockade.feed (tenant) VALUES (?) ON CONFLICT (tenant) DO NOTHING
      """;

  /// A statement of its own: the next one sees what was put in line while this one waited.
  private static final String LOCK_FEED =
      """
      SELECT FROM stockade.feed WHERE tenant = ? FOR NO KEY UPDATE
      """;

  private static final String EXTEND_FEED =
      """
      WITH grown AS (
        SELECT c.tenant, c.id, c.version, c.version - coalesce(known.sequence, 0) AS events, c.id <= f.turn AS late
        FROM stockade.feed f
        JOIN stockade.collection c ON c.tenant = f.tenant
        LEFT JOIN stockade.feed_end known ON known.tenant = c.tenant AND known.collection = c.id
        WHERE f.tenant = ? AND c.version > coalesce(known.sequence, 0)
        ORDER BY late, c.id LIMIT ?),
      placed AS (
        SELECT g.tenant, g.id, g.version, g.events, f.length + sum(g.events) OVER in_turn AS position,
               lead(g.id) OVER in_turn IS NULL AS is_last
        FROM grown g JOIN stockade.feed f ON f.tenant = g.tenant WINDOW in_turn AS (ORDER BY g.late, g.id)),
      parts AS (
        INSERT INTO stockade.feed_part (tenant, position, collection, sequence, events)
        SELECT tenant, position, id, version, events FROM placed),
      ends AS (
        INSERT INTO stockade.feed_end (tenant, collection, sequence)
        SELECT tenant, id, version FROM placed ORDER BY id
        ON CONFLICT (tenant, collection) DO UPDATE SET sequence = excluded.sequence)
      UPDATE stockade.feed f SET length = p.position, turn = p.id
      FROM placed p WHERE p.is_last AND f.tenant = p.tenant
      RETURNING f.id, f.length
      """;

  private final String look;
  private final String beginFeed;
  private final String lockFeed;
  private final String extendFeed;

  public ExtendFeed(Schema schema) {
    look = schema.in(LOOK);
    beginFeed = schema.in(BEGIN_FEED);
    lockFeed = schema.in(LOCK_FEED);
    extendFeed = schema.in(EXTEND_FEED);
  }

  /// What came of it.
  public record Extension(Feed feed, boolean writes) implements Transactions.Round {
    @Override
    public void write(Transaction transaction) {
      // It is written already, and committed after this.
    }
  }

  private record Look(Feed feed, boolean grown) {}

  /// Puts in line what is new.
  ///
  /// @param most collections; where there are more, those behind are first the next time
  public Extension in(Connection connection, TenantId tenant, int most) throws SQLException {
    compareAll(connection);
    Optional<Look> before = look(connection, tenant);
    if (before.isPresent() && !before.get().grown()) {
      return new Extension(before.get().feed(), false);
    }
    if (before.isEmpty()) {
      execute(connection, beginFeed, tenant);
    }
    execute(connection, lockFeed, tenant);
    Optional<Feed> longer = extend(connection, tenant, most);
    return new Extension(
        longer.isPresent() ? longer.get() : look(connection, tenant).orElseThrow().feed(), true);
  }

  private static void compareAll(Connection connection) throws SQLException {
    try (Statement settings = connection.createStatement()) {
      settings.execute(COMPARE_ALL);
    }
  }

  private Optional<Look> look(Connection connection, TenantId tenant) throws SQLException {
    try (PreparedStatement read = connection.prepareStatement(look)) {
      read.setString(1, tenant.value());
      try (ResultSet row = read.executeQuery()) {
        return row.next()
            ? Optional.of(new Look(feed(row), row.getBoolean("grown")))
            : Optional.empty();
      }
    }
  }

  /// Empty where another one was faster.
  private Optional<Feed> extend(Connection connection, TenantId tenant, int most)
      throws SQLException {
    try (PreparedStatement extend = connection.prepareStatement(extendFeed)) {
      extend.setString(1, tenant.value());
      extend.setInt(2, most);
      try (ResultSet row = extend.executeQuery()) {
        return row.next() ? Optional.of(feed(row)) : Optional.empty();
      }
    }
  }

  private static void execute(Connection connection, String sql, TenantId tenant)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setString(1, tenant.value());
      statement.execute();
    }
  }

  private static Feed feed(ResultSet row) throws SQLException {
    return new Feed(row.getObject("id", UUID.class), row.getLong("length"));
  }
}
