package dev.stockade.engine.strategy;

import dev.stockade.core.CollectionId;
import dev.stockade.core.Command;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The commands that wait for a decision, each with its position in the caller's list.
record Docket(List<Integer> positions, List<Command> commands) {
  /// Their positions by collection, in the order of arrival.
  Map<CollectionId, List<Integer>> byCollection() {
    var byCollection = new LinkedHashMap<CollectionId, List<Integer>>();
    for (int i = 0; i < commands.size(); i++) {
      byCollection.computeIfAbsent(commands.get(i).collection(), id -> new ArrayList<>()).add(i);
    }
    return byCollection;
  }
}
