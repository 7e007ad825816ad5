package dev.stockade.lab.campaign.caller;

import dev.stockade.core.Bid;
import dev.stockade.core.CollectionId;
import dev.stockade.core.Command;
import dev.stockade.lab.http.Reply;

/// Where callers ask. Thread-safe.
interface Door {
  /// The number of the server behind it, 0 for an engine in this process.
  int server();

  /// Whether it takes this kind of command.
  boolean takes(Command command);

  Reply open(CollectionId id, String name, int supply) throws InterruptedException;

  Reply place(Bid bid) throws InterruptedException;

  Reply decide(Command command) throws InterruptedException;
}
