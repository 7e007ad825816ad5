package dev.stockade.server.api;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.stockade.core.BidId;
import dev.stockade.engine.BidOrder;
import dev.stockade.engine.BidPosition;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;

/// A position in a list of bids as a word that clients send back and need not understand.
final class BidCursor {
  private static final int PARTS = 4;

  /// PostgreSQL knows later times, though not many.
  private static final Instant END_OF_TIME = Instant.parse("9999-12-31T23:59:59Z");

  private BidCursor() {}

  static String text(BidOrder order, BidPosition position) {
    String plain =
        String.join(
            " ",
            name(order),
            Long.toString(position.amount()),
            Long.toString(ChronoUnit.MICROS.between(Instant.EPOCH, position.placedAt())),
            position.id().toString());
    return Base64.getUrlEncoder().withoutPadding().encodeToString(plain.getBytes(US_ASCII));
  }

  /// Empty where the text is no position in this order.
  static Optional<BidPosition> parse(String text, BidOrder order) {
    try {
      String[] parts = new String(Base64.getUrlDecoder().decode(text), US_ASCII).split(" ", PARTS);
      if (parts.length != PARTS || !parts[0].equals(name(order))) {
        return Optional.empty();
      }
      long amount = Long.parseLong(parts[1]);
      Instant placedAt = Instant.EPOCH.plus(Long.parseLong(parts[2]), ChronoUnit.MICROS);
      if (amount < 0 || placedAt.isBefore(Instant.EPOCH) || placedAt.isAfter(END_OF_TIME)) {
        return Optional.empty();
      }
      var position = new BidPosition(amount, placedAt, new BidId(UUID.fromString(parts[3])));
      return text.equals(text(order, position)) ? Optional.of(position) : Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static String name(BidOrder order) {
    return switch (order) {
      case BidOrder.ByTime() -> "time";
      case BidOrder.ByPrice(String currency) -> currency;
    };
  }
}
