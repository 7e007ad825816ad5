package dev.stockade.engine.ledger;

import dev.stockade.core.CollectionId;
import dev.stockade.core.Decision;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;

/// Writes rows of collections one after the other, in the order of their keys, so that two who
/// write the same ones do not deadlock.
final class KeyOrder {
  private KeyOrder() {}

  /// One write.
  @FunctionalInterface
  interface Write<T> {
    Decision of(T item) throws SQLException;
  }

  /// @return a decision for each item, in their own order
  static <T> List<Optional<Decision>> each(
      List<T> items, Function<T, CollectionId> id, Write<T> write) throws SQLException {
    var decisions =
        new ArrayList<Optional<Decision>>(Collections.nCopies(items.size(), Optional.empty()));
    var order =
        IntStream.range(0, items.size())
            .boxed()
            .sorted(Comparator.comparing(i -> id.apply(items.get(i))))
            .toList();
    for (int i : order) {
      decisions.set(i, Optional.of(write.of(items.get(i))));
    }
    return decisions;
  }
}
