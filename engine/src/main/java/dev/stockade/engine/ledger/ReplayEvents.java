package dev.stockade.engine.ledger;

import dev.stockade.core.CollectionId;
import dev.stockade.core.CollectionState;
import dev.stockade.core.Rules;
import dev.stockade.core.View;
import dev.stockade.engine.database.Columns;
import dev.stockade.engine.database.Schema;
import dev.stockade.engine.database.Transaction;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Folds the logs of collections up to the version of a view, from where the caller has got to
/// before, or from the last snapshot. Events never change, so the fold is the state at that version
/// whatever has been appended since.
final class ReplayEvents {
  /// Where to begin: the last snapshot, or how the collection was opened.
  private static final String READ_BEGINNINGS =
      """
      SELECT w.n, c.opened_supply, c.opened_strategy, c.opened_mode,
             p.sequence, p.supply, p.stock, p.held, p.status,
             p.strategy, p.strategy_mode, p.strategy_reason, p.strategy_since
      FROM unnest(?::text[], ?::uuid[], ?::int8[]) WITH ORDINALITY w(tenant, id, version, n)
      JOIN stockade.collection c ON c.tenant = w.tenant AND c.id = w.id
      LEFT JOIN stockade.snapshot p
        ON p.tenant = w.tenant AND p.collection = w.id AND p.sequence <= w.version
      """;

  private static final String READ_TAILS =
      """
      SELECT w.n, e.sequence, e.kind, e.quantity, e.stock, e.at, e.bid, e.restock,
             e.strategy, e.strategy_mode, e.reason
      FROM unnest(?::text[], ?::uuid[], ?::int8[], ?::int8[]) WITH ORDINALITY w(tenant, id, after, version, n)
      JOIN stockade.event e
        ON e.tenant = w.tenant AND e.collection = w.id AND e.sequence > w.after AND e.sequence <= w.version
      ORDER BY w.n, e.sequence
      """;

  /// Rows that the driver holds at once, so that a long log does not fill the memory.
  private static final int FETCH = 1_000;

  private final String readBeginnings;
  private final String readTails;

  ReplayEvents(Schema schema) {
    readBeginnings = schema.in(READ_BEGINNINGS);
    readTails = schema.in(READ_TAILS);
  }

  /// A view, and the state up to which its log is folded so far.
  private record Course(View view, CollectionState state) {
    CollectionId id() {
      return state.id();
    }
  }

  /// The views with their states replaced by the folds.
  Map<CollectionId, View> replay(
      Transaction transaction,
      Map<CollectionId, View> views,
      Map<CollectionId, CollectionState> known)
      throws SQLException {
    var courses = new ArrayList<Course>();
    var unknown = new ArrayList<View>();
    for (View view : views.values()) {
      CollectionState fold = known.get(view.state().id());
      // A fold beyond the version that was read is of a log that a failover has cut.
      if (fold == null || fold.version() > view.state().version()) {
        unknown.add(view);
      } else {
        courses.add(new Course(view, fold));
      }
    }
    if (!unknown.isEmpty()) {
      courses.addAll(begin(transaction.connection(), unknown));
    }
    var replayed = new LinkedHashMap<CollectionId, View>();
    for (Course course : foldOn(transaction, courses)) {
      replayed.put(course.id(), course.view().at(course.state()));
    }
    return replayed;
  }

  private List<Course> begin(Connection connection, List<View> unknown) throws SQLException {
    var columns = new Columns();
    columns.add("text", unknown, view -> view.state().id().tenant().value());
    columns.add("uuid", unknown, view -> view.state().id().value());
    columns.add("int8", unknown, view -> view.state().version());
    try (PreparedStatement read = connection.prepareStatement(readBeginnings)) {
      columns.set(read);
      var courses = new ArrayList<Course>();
      try (ResultSet rows = read.executeQuery()) {
        while (rows.next()) {
          View view = unknown.get(rows.getInt("n") - 1);
          courses.add(new Course(view, beginning(view.state().id(), rows)));
        }
      }
      return courses;
    }
  }

  private static CollectionState beginning(CollectionId id, ResultSet rows) throws SQLException {
    if (rows.getObject("sequence") == null) {
      return CollectionState.opened(id, rows.getInt("opened_supply"), Row.openedAssignment(rows));
    }
    return new CollectionState(
        id,
        rows.getInt("supply"),
        rows.getInt("stock"),
        rows.getInt("held"),
        rows.getLong("sequence"),
        Row.status(rows),
        Row.assignment(rows));
  }

  private List<Course> foldOn(Transaction transaction, List<Course> courses) throws SQLException {
    if (courses.stream()
        .allMatch(course -> course.state().version() == course.view().state().version())) {
      return courses;
    }
    var columns = new Columns();
    columns.add("text", courses, course -> course.id().tenant().value());
    columns.add("uuid", courses, course -> course.id().value());
    columns.add("int8", courses, course -> course.state().version());
    columns.add("int8", courses, course -> course.view().state().version());
    var folded = new ArrayList<>(courses);
    try (PreparedStatement read = transaction.connection().prepareStatement(readTails)) {
      columns.set(read);
      read.setFetchSize(FETCH);
      try (ResultSet rows = read.executeQuery()) {
        while (rows.next()) {
          int at = rows.getInt("n") - 1;
          Course course = folded.get(at);
          folded.set(
              at, new Course(course.view(), Rules.evolve(course.state(), EventRow.event(rows))));
        }
      }
    }
    return folded;
  }
}
