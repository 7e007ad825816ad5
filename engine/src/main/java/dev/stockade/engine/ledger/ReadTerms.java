package dev.stockade.engine.ledger;

import dev.stockade.core.CollectionId;
import dev.stockade.core.TenantId;
import dev.stockade.engine.database.Schema;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/// Reads on which terms collections are decided.
public final class ReadTerms {
  private static final String READ_TERMS =
      """
      SELECT c.tenant, c.id, c.strategy, c.strategy_mode, c.strategy_reason, c.strategy_since,
             c.rate_tokens, c.rate_millis, c.rate_burst, c.rate_version
      FROM stockade.collection c WHERE c.id = ANY (?::uuid[])
      """;

  private final String readTerms;

  ReadTerms(Schema schema) {
    readTerms = schema.in(READ_TERMS);
  }

  /// The terms of those of the collections that exist, and of others of other tenants where an id
  /// is used by several.
  public Map<CollectionId, Terms> of(Connection connection, Collection<CollectionId> ids)
      throws SQLException {
    try (PreparedStatement read = connection.prepareStatement(readTerms)) {
      Wanted.of(ids).idColumn().set(read);
      var terms = new HashMap<CollectionId, Terms>();
      try (ResultSet rows = read.executeQuery()) {
        while (rows.next()) {
          terms.put(
              new CollectionId(
                  new TenantId(rows.getString("tenant")), rows.getObject("id", UUID.class)),
              terms(rows));
        }
      }
      return terms;
    }
  }

  private static Terms terms(ResultSet rows) throws SQLException {
    long version = rows.getLong("rate_version");
    return new Terms(
        Row.assignment(rows), Row.limit(rows).map(rate -> new Terms.Limit(rate, version)));
  }
}
