package dev.stockade.engine.ledger;

import dev.stockade.core.BidId;
import dev.stockade.core.CollectionId;
import dev.stockade.core.Standing;
import dev.stockade.engine.BidList;
import dev.stockade.engine.BidOrder;
import dev.stockade.engine.BidPosition;
import dev.stockade.engine.BidStatus;
import dev.stockade.engine.PlacedBid;
import dev.stockade.engine.database.Schema;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;

/// Reads pages of the bids of a collection, for people and for whoever wants the best ones. Walks
/// along the index of the order, and looks up what has become of each bid until the page is full.
final class ReadBids {
  /// What has become of a bid is looked up bid by bid, so that the order of the index is kept.
  private static final String READ_BIDS =
      """
      SELECT b.id, b.collection, b.bidder, b.quantity, b.price, b.currency, b.placed_at,
             s.kind AS settled, s.sequence AS settled_sequence, s.at AS settled_at, s.stock AS settled_stock,
             r.sequence AS released_sequence, r.at AS released_at, r.stock AS released_stock
      FROM stockade.bid b
      LEFT JOIN LATERAL (
        SELECT e.kind, e.sequence, e.at, e.stock FROM stockade.event e
        WHERE e.tenant = b.tenant AND e.bid = b.id AND e.kind IN ('accepted', 'withdrawn', 'rejected')
        LIMIT 1) s ON true
      LEFT JOIN LATERAL (
        SELECT e.sequence, e.at, e.stock FROM stockade.event e
        WHERE e.tenant = b.tenant AND e.bid = b.id AND e.kind = 'released'
        LIMIT 1) r ON s.kind = 'accepted'
      WHERE b.tenant = ? AND b.collection = ? AND %s AND %s
      ORDER BY %s LIMIT ?
      """;

  private static final Order BY_TIME =
      new Order("(b.placed_at, b.id) > (?, ?)", "b.placed_at, b.id");
  private static final Order BY_PRICE =
      new Order(
          "b.currency = ? AND (-b.price, b.placed_at, b.id) > (?, ?, ?)",
          "-b.price, b.placed_at, b.id");
  private static final String ANY = "true";

  /// Where a page begins, and how its bids are ordered.
  private record Order(String after, String by) {
    Object[] in(String filter) {
      return new Object[] {after, filter, by};
    }
  }

  /// One look into the index for each currency.
  private static final String READ_CURRENCIES =
      """
      WITH RECURSIVE known(currency) AS (
        SELECT min(b.currency) FROM stockade.bid b WHERE b.tenant = ? AND b.collection = ?
        UNION ALL
        SELECT (SELECT min(b.currency) FROM stockade.bid b
                WHERE b.tenant = ? AND b.collection = ? AND b.currency > known.currency)
        FROM known WHERE known.currency IS NOT NULL)
      SELECT currency FROM known WHERE currency IS NOT NULL LIMIT ?
      """;

  private final Map<String, String> readByTime = new HashMap<>();
  private final Map<String, String> readByPrice = new HashMap<>();
  private final String readCurrencies;

  ReadBids(Schema schema) {
    readCurrencies = schema.in(READ_CURRENCIES);
    Stream.concat(Stream.of(ANY), Arrays.stream(BidStatus.values()).map(ReadBids::filter))
        .forEach(
            filter -> {
              readByTime.put(filter, schema.in(READ_BIDS.formatted(BY_TIME.in(filter))));
              readByPrice.put(filter, schema.in(READ_BIDS.formatted(BY_PRICE.in(filter))));
            });
  }

  List<PlacedBid> page(Connection connection, CollectionId collection, BidList list, int limit)
      throws SQLException {
    try (PreparedStatement read = connection.prepareStatement(statement(list))) {
      read.setString(1, collection.tenant().value());
      read.setObject(2, collection.value());
      int next = bind(read, 3, list);
      read.setInt(next, limit);
      var bids = new ArrayList<PlacedBid>();
      try (ResultSet rows = read.executeQuery()) {
        while (rows.next()) {
          var id = new BidId(rows.getObject("id", UUID.class));
          bids.add(
              new PlacedBid(
                  new Standing(
                      StandingRow.bid(rows, id, collection.tenant()), StandingRow.fate(rows)),
                  Row.instant(rows, "placed_at")));
        }
      }
      return bids;
    }
  }

  /// The currencies of the bids of a collection, in alphabetical order.
  ///
  /// @param most of them
  List<String> currencies(Connection connection, CollectionId collection, int most)
      throws SQLException {
    try (PreparedStatement read = connection.prepareStatement(readCurrencies)) {
      for (int parameter = 1; parameter <= 3; parameter += 2) {
        read.setString(parameter, collection.tenant().value());
        read.setObject(parameter + 1, collection.value());
      }
      read.setInt(5, most);
      var currencies = new ArrayList<String>();
      try (ResultSet rows = read.executeQuery()) {
        while (rows.next()) {
          currencies.add(rows.getString("currency"));
        }
      }
      return currencies;
    }
  }

  /// The statement for a list.
  String statement(BidList list) {
    String filter = list.status().map(ReadBids::filter).orElse(ANY);
    Map<String, String> statements =
        switch (list.order()) {
          case BidOrder.ByTime() -> readByTime;
          case BidOrder.ByPrice byPrice -> readByPrice;
        };
    return Objects.requireNonNull(statements.get(filter));
  }

  private static String filter(BidStatus status) {
    return switch (status) {
      case OPEN -> "s.kind IS NULL";
      case ACCEPTED -> "s.kind = 'accepted' AND r.sequence IS NULL";
      case WITHDRAWN -> "s.kind = 'withdrawn'";
      case REJECTED -> "s.kind = 'rejected'";
      case RELEASED -> "r.sequence IS NOT NULL";
    };
  }

  /// Binds the place to go on from, and returns which parameter is next.
  static int bind(PreparedStatement read, int from, BidList list) throws SQLException {
    BidPosition after = list.after();
    int next = from;
    switch (list.order()) {
      case BidOrder.ByTime() -> {}
      case BidOrder.ByPrice(String currency) -> {
        read.setString(next++, currency);
        read.setLong(next++, -after.amount());
      }
    }
    read.setObject(next++, after.placedAt().atOffset(ZoneOffset.UTC));
    read.setObject(next++, after.id().value());
    return next;
  }
}
