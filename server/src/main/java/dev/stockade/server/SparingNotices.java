package dev.stockade.server;

import dev.stockade.server.http.Notices;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/// Says the same sentence once a minute at most: what a thousand requests run into, an operator
/// needs to hear once. Thread-safe.
final class SparingNotices implements Notices {
  private static final Duration PAUSE = Duration.ofMinutes(1);

  /// Sentences that are remembered; then all are forgotten, and may be said again.
  private static final int REMEMBERED = 100;

  private final Notices notices;
  private final Map<String, Long> said = new HashMap<>();

  SparingNotices(Notices notices) {
    this.notices = notices;
  }

  @Override
  public void say(String sentence) {
    if (isNew(sentence, System.nanoTime())) {
      notices.say(sentence);
    }
  }

  private synchronized boolean isNew(String sentence, long now) {
    Long last = said.get(sentence);
    if (last != null && now - last < PAUSE.toNanos()) {
      return false;
    }
    if (said.size() >= REMEMBERED) {
      said.clear();
    }
    said.put(sentence, now);
    return true;
  }
}
