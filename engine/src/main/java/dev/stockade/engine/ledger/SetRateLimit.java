package dev.stockade.engine.ledger;

import dev.stockade.core.CollectionId;
import dev.stockade.core.Decision;
import dev.stockade.core.RateLimit;
import dev.stockade.engine.Revision;
import dev.stockade.engine.database.Schema;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.List;
import java.util.Optional;

/// Sets or removes the rate limits of collections. Nothing is decided by that, so it is no event.
public final class SetRateLimit {
  private static final String SET_RATE_LIMIT =
      """
      UPDATE stockade.collection
      SET rate_tokens = ?, rate_millis = ?, rate_burst = ?, rate_version = rate_version + 1
      WHERE tenant = ? AND id = ?
      """;

  private static final String SET_RATE_LIMIT_AT =
      """
      UPDATE stockade.collection
      SET rate_tokens = ?, rate_millis = ?, rate_burst = ?, rate_version = rate_version + 1
      WHERE tenant = ? AND id = ? AND version = ? AND rate_version = ?
      """;

  private static final String AS_IT_IS =
      """
      SELECT version, (rate_tokens, rate_millis, rate_burst) IS NOT DISTINCT FROM (?::int, ?::int, ?::int) AS same
      FROM stockade.collection WHERE tenant = ? AND id = ?
      """;

  private final String setRateLimit;
  private final String setRateLimitAt;
  private final String asItIs;

  SetRateLimit(Schema schema) {
    setRateLimit = schema.in(SET_RATE_LIMIT);
    setRateLimitAt = schema.in(SET_RATE_LIMIT_AT);
    asItIs = schema.in(AS_IT_IS);
  }

  /// A limit that a collection is to have.
  ///
  /// @param limit empty: none
  /// @param expected at which the collection is to be; empty: at any
  public record Limiting(CollectionId id, Optional<RateLimit> limit, Optional<Revision> expected) {
    private static final Revision NEVER = new Revision(-1, -1);

    /// The same where it may have been set, and by now to something else by others: it is not set
    /// again, only looked at. Where something was expected, that has moved if it was set.
    public Limiting onceLost() {
      return new Limiting(id, limit, expected.or(() -> Optional.of(NEVER)));
    }
  }

  /// Sets the limits. What was [Decision.Unchanged] by that is the log.
  public List<Optional<Decision>> set(Connection connection, List<Limiting> limitings)
      throws SQLException {
    return KeyOrder.each(limitings, Limiting::id, limiting -> set(connection, limiting));
  }

  private Decision set(Connection connection, Limiting limiting) throws SQLException {
    boolean anyway = limiting.expected().isEmpty();
    try (PreparedStatement set =
        connection.prepareStatement(anyway ? setRateLimit : setRateLimitAt)) {
      bind(set, 1, limiting.limit());
      set.setString(4, limiting.id().tenant().value());
      set.setObject(5, limiting.id().value());
      if (!anyway) {
        set.setLong(6, limiting.expected().get().version());
        set.setLong(7, limiting.expected().get().limited());
      }
      return set.executeUpdate() == 1 ? new Decision.Unchanged() : notSet(connection, limiting);
    }
  }

  /// What is so already is so whatever was expected.
  private Decision notSet(Connection connection, Limiting limiting) throws SQLException {
    try (PreparedStatement read = connection.prepareStatement(asItIs)) {
      bind(read, 1, limiting.limit());
      read.setString(4, limiting.id().tenant().value());
      read.setObject(5, limiting.id().value());
      try (ResultSet row = read.executeQuery()) {
        if (!row.next()) {
          return new Decision.UnknownCollection();
        }
        return row.getBoolean("same")
            ? new Decision.Unchanged()
            : new Decision.Moved(row.getLong("version"));
      }
    }
  }

  /// Binds `rate_tokens, rate_millis, rate_burst`, from one parameter on.
  static void bind(PreparedStatement statement, int from, Optional<RateLimit> limit)
      throws SQLException {
    if (limit.isPresent()) {
      statement.setInt(from, limit.get().tokens());
      statement.setInt(from + 1, (int) limit.get().period().toMillis());
      statement.setInt(from + 2, limit.get().burst());
    } else {
      for (int column = from; column < from + 3; column++) {
        statement.setNull(column, Types.INTEGER);
      }
    }
  }
}
