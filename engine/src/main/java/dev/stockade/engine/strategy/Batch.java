package dev.stockade.engine.strategy;

import dev.stockade.core.CollectionId;
import dev.stockade.core.Command;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The commands that wait for a decision, each with its position in the caller's list.
record Batch(List<Integer> positions, List<Command> commands) {
  /// A batch to be filled by [#add].
  static Batch empty() {
    return new Batch(new ArrayList<>(), new ArrayList<>());
  }

  void add(int position, Command command) {
    positions.add(position);
    commands.add(command);
  }

  /// Where the commands of each collection stand in this batch, in the order of arrival.
  Map<CollectionId, List<Integer>> byCollection() {
    var byCollection = new LinkedHashMap<CollectionId, List<Integer>>();
    for (int i = 0; i < commands.size(); i++) {
      byCollection.computeIfAbsent(commands.get(i).collection(), id -> new ArrayList<>()).add(i);
    }
    return byCollection;
  }

  List<Command> commands(List<Integer> indexes) {
    return indexes.stream().<Command>map(commands::get).toList();
  }

  /// The positions in the caller's list.
  List<Integer> positions(List<Integer> indexes) {
    return indexes.stream().map(positions::get).toList();
  }
}
