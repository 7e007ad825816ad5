package dev.stockade.engine.strategy.queue;

import dev.stockade.core.BidId;
import java.util.UUID;

/// Texts of words with a space between them, which is how all stands in Redis.
final class Words {
  private Words() {}

  static BidId bid(String word) {
    return new BidId(UUID.fromString(word));
  }

  static String join(Object... words) {
    var text = new StringBuilder();
    for (Object word : words) {
      text.append(text.isEmpty() ? "" : " ").append(word);
    }
    return text.toString();
  }
}
