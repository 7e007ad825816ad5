package dev.stockade.engine.strategy.queue;

import java.util.LinkedHashMap;
import java.util.Map;

/// The last things that were noted, a bounded number of them. Confined to one thread.
final class Recent<T> {
  private final Map<T, Boolean> noted;

  /// @param most the oldest goes where there is one more
  Recent(int most) {
    noted =
        new LinkedHashMap<>() {
          private static final long serialVersionUID = 1L;

          @Override
          protected boolean removeEldestEntry(Map.Entry<T, Boolean> eldest) {
            return size() > most;
          }
        };
  }

  void add(T thing) {
    noted.put(thing, true);
  }

  boolean has(T thing) {
    return noted.containsKey(thing);
  }
}
