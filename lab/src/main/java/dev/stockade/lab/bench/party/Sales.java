package dev.stockade.lab.bench.party;

import dev.stockade.lab.bench.ground.Ground;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;

/// The statements that hand-written code has in common: reading an open bid, and writing its
/// acceptance. Immutable.
final class Sales {
  private static final String FIND_OPEN_BID =
      """
      SELECT b.quantity FROM stockade.bid b WHERE b.tenant = 'default' AND b.id = ? AND b.collection = ?
        AND NOT EXISTS (SELECT 1 FROM stockade.event e
          WHERE e.tenant = b.tenant AND e.bid = b.id AND e.kind IN ('accepted', 'withdrawn', 'rejected'))
      """;

  private static final String WRITE_ACCEPTANCE =
      """
      INSERT INTO stockade.event (tenant, collection, sequence, kind, quantity, stock, at, bid)
      VALUES ('default', ?, ?, 'accepted', ?, ?, clock_timestamp(), ?)
      """;

  private final String findOpenBid;
  private final String writeAcceptance;

  Sales(Ground ground) {
    this.findOpenBid = Ground.in(ground.schema(), FIND_OPEN_BID);
    this.writeAcceptance = Ground.in(ground.schema(), WRITE_ACCEPTANCE);
  }

  /// Stock that is left after an acceptance, and its sequence.
  record Left(int stock, long sequence) {}

  /// The bid's units; empty where it is not open.
  OptionalInt quantity(Connection connection, UUID collection, UUID bid) throws SQLException {
    try (PreparedStatement find = connection.prepareStatement(findOpenBid);
        ResultSet row = FairPool.with(find, bid, collection).executeQuery()) {
      return row.next() ? OptionalInt.of(row.getInt(1)) : OptionalInt.empty();
    }
  }

  /// What is left of a row of stock and version once the units are taken; empty where there is no
  /// such row, or too little.
  ///
  /// @param read of both, where the collection is open
  static Optional<Left> left(Connection connection, String read, UUID collection, int units)
      throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(read);
        ResultSet row = FairPool.with(select, collection).executeQuery()) {
      return row.next() && row.getInt(1) >= units
          ? Optional.of(new Left(row.getInt(1) - units, row.getLong(2) + 1))
          : Optional.empty();
    }
  }

  void write(Connection connection, UUID collection, UUID bid, int quantity, Left left)
      throws SQLException {
    try (PreparedStatement insert = connection.prepareStatement(writeAcceptance)) {
      FairPool.with(insert, collection, left.sequence(), quantity, left.stock(), bid)
          .executeUpdate();
    }
  }
}
