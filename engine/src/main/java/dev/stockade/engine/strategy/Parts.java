package dev.stockade.engine.strategy;

import dev.stockade.core.Command;
import dev.stockade.core.InDoubt;
import dev.stockade.core.Outcome;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.function.Function;

/// The commands of a call that go different ways, and their outcomes in the order of the call.
public final class Parts {
  /// Decides the commands that go one way.
  @FunctionalInterface
  public interface Way<K> {
    List<Outcome> decide(K key, List<Command> commands) throws InterruptedException;
  }

  /// Some of the commands, and where they stand in the caller's list.
  private record Part(List<Integer> positions, List<Command> commands) {
    static Part empty() {
      return new Part(new ArrayList<>(), new ArrayList<>());
    }

    void add(int position, Command command) {
      positions.add(position);
      commands.add(command);
    }
  }

  private Parts() {}

  /// Decides each part its way, one part after another.
  ///
  /// @param key the way of a command; all commands on a collection go one way, so that their order
  ///   is kept
  /// @throws InterruptedException where nothing of any part was or will be written
  public static <K> List<Outcome> decide(
      List<Command> commands, Function<Command, K> key, Way<K> way) throws InterruptedException {
    if (commands.size() == 1) {
      return way.decide(key.apply(commands.getFirst()), commands);
    }
    var parts = new LinkedHashMap<K, Part>();
    for (int i = 0; i < commands.size(); i++) {
      Command command = commands.get(i);
      parts.computeIfAbsent(key.apply(command), k -> Part.empty()).add(i, command);
    }
    if (parts.size() == 1) {
      return way.decide(parts.firstEntry().getKey(), commands);
    }
    Outcome[] outcomes = new Outcome[commands.size()];
    Arrays.fill(outcomes, new InDoubt());
    boolean first = true;
    for (var part : parts.entrySet()) {
      List<Integer> positions = part.getValue().positions();
      List<Outcome> decided;
      try {
        decided = way.decide(part.getKey(), part.getValue().commands());
      } catch (InterruptedException e) {
        if (first) {
          throw e;
        }
        Thread.currentThread().interrupt();
        break;
      }
      first = false;
      for (int i = 0; i < positions.size(); i++) {
        outcomes[positions.get(i)] = decided.get(i);
      }
    }
    return Arrays.asList(outcomes);
  }
}
