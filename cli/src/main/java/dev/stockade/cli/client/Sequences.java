package dev.stockade.cli.client;

import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/// How far the log of each collection was told: says of an event whether it is the next one. Knows
/// so many collections, those longest without an event go first. Confined to one thread.
final class Sequences {
  private static final int MOST = 10_000;

  private final Map<String, Long> last =
      new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Long> eldest) {
          return size() > MOST;
        }
      };

  /// What an event is after those before it.
  sealed interface Place {
    record Next() implements Place {}

    record Known() implements Place {}

    /// At least one is missing before it.
    record Gap(long sequence, long last) implements Place {}
  }

  /// With one collection, whose events do not name it.
  ///
  /// @param sequence of the last event that is known
  static Sequences ofOne(long sequence) {
    var sequences = new Sequences();
    sequences.last.put("", sequence);
    return sequences;
  }

  /// With as many as there are.
  static Sequences ofAll() {
    return new Sequences();
  }

  Place place(JsonNode event) {
    String collection = event.path("collection").asString("");
    long sequence = event.path("sequence").asLong();
    Long known = last.get(collection);
    if (known != null && sequence <= known) {
      return new Place.Known();
    }
    if (known != null && sequence > known + 1) {
      return new Place.Gap(sequence, known);
    }
    last.put(collection, sequence);
    return new Place.Next();
  }
}
