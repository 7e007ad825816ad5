package dev.stockade.engine.ledger;

import dev.stockade.core.CollectionId;
import dev.stockade.core.CollectionState;
import dev.stockade.core.Event;
import dev.stockade.core.Ruling;
import dev.stockade.core.Status;
import dev.stockade.engine.database.Schema;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The one append. Its guard and its order of locks are in the database function of the same name.
final class AppendEvents {
  private static final String APPEND_EVENTS =
      "SELECT stockade.append(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";

  private final String appendEvents;

  AppendEvents(Schema schema) {
    appendEvents = schema.in(APPEND_EVENTS);
  }

  Set<CollectionId> append(Connection connection, Collection<Ruling> rulings) throws SQLException {
    var ordered = List.copyOf(rulings);
    var columns = new Columns(connection);
    describeCollections(columns, ordered);
    describeEvents(columns, ordered);
    try (PreparedStatement append = connection.prepareStatement(appendEvents)) {
      columns.set(append);
      try (ResultSet answer = append.executeQuery()) {
        answer.next();
        var written = new HashSet<CollectionId>();
        for (Integer position : (Integer[]) answer.getArray(1).getArray()) {
          written.add(ordered.get(position - 1).before().id());
        }
        return written;
      }
    }
  }

  private static void describeCollections(Columns columns, List<Ruling> rulings)
      throws SQLException {
    columns.add("text", rulings, r -> r.before().id().tenant().value());
    columns.add("uuid", rulings, r -> r.before().id().value());
    columns.add("int8", rulings, r -> r.before().version());
    columns.add("timestamptz", rulings, r -> r.events().getFirst().entry().at().toString());
    columns.add("int4", rulings, r -> r.events().size());
    columns.add("int4", rulings, r -> r.after().supply() - r.before().supply());
    columns.add("int4", rulings, r -> r.after().stock() - r.before().stock());
    columns.add("int4", rulings, r -> r.after().accepted() - r.before().accepted());
    columns.add("text", rulings, r -> newStatus(r.before(), r.after()));
    columns.add("text", rulings, r -> newStrategy(r.before(), r.after()));
  }

  private static void describeEvents(Columns columns, List<Ruling> rulings) throws SQLException {
    var of = new ArrayList<Integer>();
    var events = new ArrayList<EventRow>();
    for (int i = 0; i < rulings.size(); i++) {
      for (Event event : rulings.get(i).events()) {
        of.add(i + 1);
        events.add(EventRow.of(event));
      }
    }
    columns.add("int4", of, position -> position);
    columns.add("int8", events, EventRow::sequence);
    columns.add("text", events, EventRow::kind);
    columns.add("int4", events, EventRow::quantity);
    columns.add("int4", events, EventRow::stock);
    columns.add("uuid", events, EventRow::bid);
    columns.add("uuid", events, EventRow::restock);
    columns.add("text", events, EventRow::strategy);
    columns.add("text", events, EventRow::reason);
  }

  private static @Nullable String newStatus(CollectionState before, CollectionState after) {
    return before.status() == after.status()
        ? null
        : after.status() == Status.OPEN ? "open" : "closed";
  }

  private static @Nullable String newStrategy(CollectionState before, CollectionState after) {
    return before.strategy().equals(after.strategy()) ? null : after.strategy().value();
  }
}
