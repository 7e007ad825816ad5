package dev.stockade.lab.bench.load;

import java.util.OptionalInt;

/// Somebody who accepts one bid after another without a pause.
record Caller(Contestant contestant, Desk desk) {
  void live() {
    try {
      desk.awaitOpening();
      ask();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (Exception e) {
      desk.failed(e);
    } finally {
      desk.leave();
    }
  }

  private void ask() throws InterruptedException {
    long start = System.nanoTime();
    OptionalInt bid = desk.next(start);
    while (bid.isPresent()) {
      Reply reply = answer(bid.getAsInt());
      long end = System.nanoTime();
      desk.decided(bid.getAsInt(), reply, start, end);
      start = end;
      bid = desk.next(start);
    }
  }

  private Reply answer(int bid) throws InterruptedException {
    while (true) {
      Reply reply = contestant.accept(bid);
      if (!(reply instanceof Reply.Later later)) {
        return reply;
      }
      desk.deferred();
      Thread.sleep(later.pause());
    }
  }
}
