package dev.stockade.proof.conformance;

import dev.stockade.core.CollectionId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;

/// Somebody else's transaction that holds the row of a collection until it is closed.
final class Stranger implements AutoCloseable {
  private static final String SEARCH =
      "SELECT set_config('search_path', quote_ident(?) || ', pg_catalog, pg_temp', true)";

  private static final String HOLD =
      "SELECT FROM collection WHERE tenant = ? AND id = ? FOR UPDATE";

  private final Connection connection;

  private Stranger(Connection connection) {
    this.connection = connection;
  }

  static Stranger holding(Connection connection, String schema, CollectionId collection)
      throws SQLException {
    connection.setAutoCommit(false);
    try (PreparedStatement search = connection.prepareStatement(SEARCH);
        PreparedStatement hold = connection.prepareStatement(HOLD)) {
      search.setString(1, schema);
      search.execute();
      hold.setString(1, collection.tenant().value());
      hold.setObject(2, collection.value());
      hold.execute();
    }
    return new Stranger(connection);
  }

  /// Lets the row go, as it was.
  @Override
  public void close() throws SQLException {
    connection.rollback();
    connection.close();
  }
}
