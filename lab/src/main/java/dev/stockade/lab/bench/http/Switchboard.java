package dev.stockade.lab.bench.http;

import dev.stockade.lab.bench.load.Desk;
import dev.stockade.lab.bench.load.Reply;
import java.io.IOException;
import java.nio.channels.Selector;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// All callers over HTTP, in one thread: each has a connection, and sends its next request when it
/// has the answer to its last.
final class Switchboard {
  private static final int BUFFER = 1 << 16;

  private final Asked asked;
  private final Desk desk;
  private final Selector selector;
  private final List<Conversation> open;
  private final List<Conversation> deferred = new ArrayList<>();
  private final byte[] buffer = new byte[BUFFER];
  private int inside;

  private Switchboard(Asked asked, Desk desk, Selector selector, List<Conversation> open) {
    this.asked = asked;
    this.desk = desk;
    this.selector = selector;
    this.open = open;
    this.inside = open.size();
  }

  /// Opens the connections.
  static Switchboard of(int callers, Asked asked, Desk desk) throws IOException {
    Selector selector = Selector.open();
    var open = new ArrayList<Conversation>();
    for (int i = 0; i < callers; i++) {
      open.add(Conversation.with(asked.server(), selector));
    }
    return new Switchboard(asked, desk, selector, open);
  }

  void run() {
    try {
      desk.awaitOpening();
      for (Conversation conversation : open) {
        next(conversation, System.nanoTime());
      }
      while (inside > 0 && !Thread.currentThread().isInterrupted()) {
        turn();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (IOException | RuntimeException e) {
      desk.failed(e);
    } finally {
      end();
    }
  }

  private void turn() throws IOException {
    selector.select(
        key -> {
          try {
            hear((Conversation) key.attachment());
          } catch (IOException e) {
            key.cancel();
            desk.failed(e);
            leave();
          }
        },
        deferred.isEmpty() ? 0 : 1);
    long now = System.nanoTime();
    for (Conversation it : List.copyOf(deferred)) {
      if (now - it.again() >= 0) {
        deferred.remove(it);
        it.send();
      }
    }
  }

  private void hear(Conversation conversation) throws IOException {
    Optional<Reply> reply = conversation.read(buffer, asked.block());
    if (reply.isEmpty()) {
      return;
    }
    long now = System.nanoTime();
    if (reply.get() instanceof Reply.Later later) {
      desk.deferred();
      conversation.askAgainAt(now + later.pause().toNanos());
      deferred.add(conversation);
    } else {
      desk.decided(conversation.bid(), reply.get(), conversation.start(), now);
      next(conversation, now);
    }
  }

  private void next(Conversation conversation, long now) throws IOException {
    OptionalInt bid = desk.next(now);
    if (bid.isPresent()) {
      conversation.ask(bid.getAsInt(), asked.request(bid.getAsInt()), now);
    } else {
      leave();
    }
  }

  private void leave() {
    inside--;
    desk.leave();
  }

  private void end() {
    while (inside > 0) {
      leave();
    }
    try {
      for (Conversation conversation : open) {
        conversation.close();
      }
      selector.close();
    } catch (IOException gone) {
      // Then it is closed.
    }
  }
}
