package dev.stockade.proof.audit;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/// Whether a schema has the tables and columns that the audit reads.
final class SchemaCheck {
  private static final String MISSING =
      """
      SELECT (SELECT pg_catalog.has_schema_privilege(oid, 'USAGE')
          FROM pg_catalog.pg_namespace WHERE nspname = ?) AS usable,
        (SELECT needed.relation || '.' || needed.attribute
         FROM (VALUES
           ('collection', 'tenant'), ('collection', 'id'), ('collection', 'supply'), ('collection', 'stock'),
           ('collection', 'held'), ('collection', 'accepted'), ('collection', 'version'), ('collection', 'status'),
           ('collection', 'strategy'), ('collection', 'strategy_mode'), ('collection', 'strategy_reason'),
           ('collection', 'strategy_since'), ('collection', 'opened_supply'), ('collection', 'opened_strategy'),
           ('collection', 'opened_mode'),
           ('bid', 'tenant'), ('bid', 'id'), ('bid', 'collection'), ('bid', 'quantity'),
           ('event', 'tenant'), ('event', 'collection'), ('event', 'sequence'), ('event', 'kind'),
           ('event', 'quantity'), ('event', 'stock'), ('event', 'at'), ('event', 'bid'), ('event', 'restock'),
           ('event', 'strategy'), ('event', 'strategy_mode'), ('event', 'reason')) needed(relation, attribute)
         WHERE NOT EXISTS (
           SELECT FROM pg_catalog.pg_attribute a
           JOIN pg_catalog.pg_class c ON c.oid = a.attrelid
           JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
           WHERE n.nspname = ? AND c.relname = needed.relation AND a.attname = needed.attribute
             AND a.attnum > 0 AND NOT a.attisdropped)
         LIMIT 1) AS missing""";

  private SchemaCheck() {}

  static void require(Connection connection, String schema) throws SQLException, NotAuditable {
    try (PreparedStatement query = connection.prepareStatement(MISSING)) {
      query.setString(1, schema);
      query.setString(2, schema);
      try (ResultSet row = query.executeQuery()) {
        row.next();
        boolean usable = row.getBoolean("usable");
        if (row.wasNull()) {
          throw new NotAuditable("This database has no schema \"%s\".".formatted(schema));
        }
        if (!usable) {
          throw unreadable(schema);
        }
        String missing = row.getString("missing");
        if (missing != null) {
          throw new NotAuditable(
              "The schema \"%s\" is not Stockade's: it lacks the column %s."
                  .formatted(schema, missing));
        }
      }
    }
  }

  static NotAuditable unreadable(String schema) {
    return new NotAuditable("The schema \"%s\" may not be read by this user.".formatted(schema));
  }
}
