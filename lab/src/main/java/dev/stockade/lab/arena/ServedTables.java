package dev.stockade.lab.arena;

import dev.stockade.core.CollectionId;
import dev.stockade.lab.Absent;
import dev.stockade.lab.database.Database;
import dev.stockade.proof.audit.Audit;
import dev.stockade.proof.audit.NotAuditable;
import dev.stockade.proof.history.History;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/// The tables behind a server, for the audit.
record ServedTables(Database database) {
  private static final String SCHEMA = "stockade";

  private static final String HAS_COLLECTION =
      "SELECT EXISTS (SELECT FROM stockade.collection WHERE id = ?)";

  /// @throws Absent where they cannot be read, or are those of another server
  Verdict join(Verdict verdict, History history) {
    CollectionId id = history.openings().getFirst().id();
    try (Connection connection = database.connectForLong()) {
      var audit = Audit.run(connection, SCHEMA);
      if (!has(connection, id)) {
        throw new Absent(
            "the database %s does not have the collection %s: it is not that of the server"
                .formatted(database, id));
      }
      return verdict.with(audit);
    } catch (SQLException e) {
      throw database.refusal(e);
    } catch (NotAuditable e) {
      throw new Absent(
          "the database %s is not that of the server: %s".formatted(database, e.getMessage()), e);
    }
  }

  private static boolean has(Connection connection, CollectionId id) throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(HAS_COLLECTION)) {
      select.setObject(1, id.value());
      try (ResultSet row = select.executeQuery()) {
        return row.next() && row.getBoolean(1);
      }
    }
  }
}
