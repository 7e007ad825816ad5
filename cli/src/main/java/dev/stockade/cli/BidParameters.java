package dev.stockade.cli;

import java.util.UUID;
import picocli.CommandLine.Parameters;

/// Which bid: parameters that several commands share.
final class BidParameters {
  @Parameters(index = "0", paramLabel = "COLLECTION", description = "The collection's id.")
  private UUID collection = new UUID(0, 0);

  @Parameters(index = "1", paramLabel = "BID", description = "The bid's id.")
  private UUID bid = new UUID(0, 0);

  String path() {
    return Conversation.path(collection, bid);
  }
}
