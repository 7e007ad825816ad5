package dev.stockade.engine.ledger;

import static java.util.Comparator.comparing;

import dev.stockade.core.CollectionId;
import dev.stockade.core.CollectionState;
import dev.stockade.core.Event;
import dev.stockade.core.Ruling;
import dev.stockade.core.Status;
import dev.stockade.engine.database.Columns;
import dev.stockade.engine.database.Schema;
import dev.stockade.engine.database.Script;
import dev.stockade.engine.groupcommit.Patience;
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
      """
      SELECT position FROM unnest(stockade.append(
        ?, ?::uuid[], ?, ?::timestamptz[], ?, ?, ?, ?, ?, ?, ?, ?,
        ?, ?, ?, ?::timestamptz[], ?, ?, ?::uuid[], ?::uuid[], ?, ?, ?, %s)) position
      """;

  private final String appendWaiting;
  private final String appendSkipping;

  AppendEvents(Schema schema) {
    appendWaiting = schema.in(APPEND_EVENTS.formatted("true"));
    appendSkipping = schema.in(APPEND_EVENTS.formatted("false"));
  }

  /// What became of each ruling: written, or left alone because another transaction holds the row,
  /// or else stale.
  record Answer(Set<CollectionId> written, Set<CollectionId> held) {}

  /// Appends as the script's one statement.
  Answer append(Script script, Collection<Ruling> rulings, Patience patience) throws SQLException {
    // In the order of the log's primary key, whose pages then come one after another.
    List<Ruling> ordered = rulings.stream().sorted(comparing(it -> it.before().id())).toList();
    var columns = new Columns();
    describeCollections(columns, ordered);
    describeEvents(columns, ordered);
    script.add(
        switch (patience) {
          case WAIT, LOCK -> appendWaiting;
          case SKIP -> appendSkipping;
        },
        columns);
    ResultSet rows = script.run().getFirst();
    var answer = new Answer(new HashSet<>(), new HashSet<>());
    while (rows.next()) {
      int position = rows.getInt(1);
      Set<CollectionId> ids = position > 0 ? answer.written() : answer.held();
      ids.add(ordered.get(Math.abs(position) - 1).before().id());
    }
    return answer;
  }

  private static void describeCollections(Columns columns, List<Ruling> rulings) {
    columns.add("text", rulings, r -> r.before().id().tenant().value());
    columns.add("uuid", rulings, r -> r.before().id().value());
    columns.add("int8", rulings, r -> r.before().version());
    columns.add("timestamptz", rulings, r -> ifChanged(r, r.after().assignment().since()));
    columns.add("int4", rulings, r -> r.events().size());
    columns.add("int4", rulings, r -> r.after().supply() - r.before().supply());
    columns.add("int4", rulings, r -> r.after().stock() - r.before().stock());
    columns.add("int4", rulings, r -> r.after().accepted() - r.before().accepted());
    columns.add("text", rulings, r -> newStatus(r.before(), r.after()));
    columns.add("text", rulings, r -> ifChanged(r, r.after().strategy().value()));
    columns.add("text", rulings, r -> ifChanged(r, Row.mode(r.after().assignment().mode())));
    columns.add("text", rulings, r -> ifChanged(r, r.after().assignment().reason()));
  }

  private static void describeEvents(Columns columns, List<Ruling> rulings) {
    var of = new ArrayList<Integer>();
    var events = new ArrayList<EventRow>();
    for (int i = 0; i < rulings.size(); i++) {
      for (Event event : rulings.get(i).events()) {
        of.add(i + 1);
        events.add(EventRow.of(event));
      }
    }
    // Mostly all are acceptances: what those never have need not be asked row by row.
    boolean plain = events.stream().allMatch(it -> it.kind().equals(EventRow.ACCEPTED));
    List<EventRow> mixed = plain ? List.of() : events;
    columns.add("int4", rulings.size() == 1 ? List.<Integer>of() : of, position -> position);
    columns.add("int8", events, EventRow::sequence);
    columns.add("text", mixed, AppendEvents::kindUnlessAccepted);
    columns.add("timestamptz", events, EventRow::at);
    columns.add("int4", events, EventRow::quantity);
    columns.add("int4", events, EventRow::stock);
    columns.add("uuid", events, EventRow::bid);
    columns.add("uuid", mixed, EventRow::restock);
    columns.add("text", mixed, EventRow::strategy);
    columns.add("text", mixed, EventRow::mode);
    columns.add("text", mixed, EventRow::reason);
  }

  /// Most are acceptances: a column without any value is not sent, and costs no cast.
  private static @Nullable String kindUnlessAccepted(EventRow event) {
    return event.kind().equals(EventRow.ACCEPTED) ? null : event.kind();
  }

  private static @Nullable String newStatus(CollectionState before, CollectionState after) {
    return before.status() == after.status()
        ? null
        : after.status() == Status.OPEN ? "open" : "closed";
  }

  private static <V> @Nullable V ifChanged(Ruling ruling, V value) {
    return ruling.before().assignment().equals(ruling.after().assignment()) ? null : value;
  }
}
