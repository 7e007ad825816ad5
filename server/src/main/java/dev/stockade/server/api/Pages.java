package dev.stockade.server.api;

import dev.stockade.server.http.Answer;
import dev.stockade.server.http.Json;
import dev.stockade.server.http.Request;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Function;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Lists in pages. `next` says where the next page begins, and is null where this one is not full:
/// then there is no more at the moment.
///
/// @param most rows that a page may have
record Pages(int most) {
  private static final int BY_DEFAULT = 100;

  int limit(Request request) {
    return (int) request.queriedNumber("limit", Math.min(BY_DEFAULT, most), 1, most);
  }

  <T> Answer page(
      String name,
      List<T> rows,
      int limit,
      Function<T, ObjectNode> shape,
      BiConsumer<ObjectNode, T> next) {
    ObjectNode page = Json.object();
    ArrayNode array = page.putArray(name);
    rows.forEach(row -> array.add(shape.apply(row)));
    if (rows.size() == limit) {
      next.accept(page, rows.getLast());
    } else {
      page.putNull("next");
    }
    return Answer.ok(page);
  }
}
