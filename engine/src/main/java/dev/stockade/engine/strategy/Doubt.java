package dev.stockade.engine.strategy;

import dev.stockade.core.Decision;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// What was decided by writes whose replies were lost, each on the same commands.
///
/// @param expected the version that the last write stands on: it can happen only while the
///   collection is there
record Doubt(List<List<Decision>> lost, long expected) {
  /// With one more write that was lost, where it was one: an event of it, or the event that it
  /// repeats, was written by it or not at all.
  ///
  /// @param before the doubt until now
  static Optional<Doubt> of(@Nullable Doubt before, List<Decision> decided, long expected) {
    if (decided.stream().noneMatch(it -> isLater(it, expected))) {
      return Optional.empty();
    }
    var lost = new ArrayList<List<Decision>>(before == null ? List.of() : before.lost);
    lost.add(List.copyOf(decided));
    return Optional.of(new Doubt(lost, expected));
  }

  private static boolean isLater(Decision decision, long version) {
    return decision instanceof Decision.Done done && done.entry().sequence() > version;
  }

  /// What was found done, as the write that did it would have been told at once.
  List<Decision> asTold(List<Decision> found) {
    return IntStream.range(0, found.size()).mapToObj(i -> asTold(i, found.get(i))).toList();
  }

  private Decision asTold(int place, Decision found) {
    return lost.stream()
        .map(write -> write.get(place))
        .filter(
            then ->
                then instanceof Decision.Done once
                    && found instanceof Decision.Done now
                    && once.entry().equals(now.entry()))
        .findFirst()
        .orElse(found);
  }
}
