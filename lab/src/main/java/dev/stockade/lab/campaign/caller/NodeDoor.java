package dev.stockade.lab.campaign.caller;

import dev.stockade.core.Bid;
import dev.stockade.core.CollectionId;
import dev.stockade.core.Command;
import dev.stockade.core.Outcome;
import dev.stockade.engine.DatabaseException;
import dev.stockade.engine.Stockade;
import dev.stockade.lab.http.Reply;

/// An engine in this process, one node more beside the servers. It takes the commands that have no
/// path in HTTP.
record NodeDoor(Stockade engine) implements Door {
  private interface Question {
    Outcome ask() throws InterruptedException;
  }

  @Override
  public int server() {
    return 0;
  }

  @Override
  public boolean takes(Command command) {
    return true;
  }

  @Override
  public Reply open(CollectionId id, String name, int supply) throws InterruptedException {
    return reply(() -> engine.open(id, name, supply));
  }

  @Override
  public Reply place(Bid bid) throws InterruptedException {
    return reply(() -> engine.place(bid));
  }

  @Override
  public Reply decide(Command command) throws InterruptedException {
    return reply(() -> engine.decide(command));
  }

  private static Reply reply(Question question) throws InterruptedException {
    try {
      return new Reply.Answered(question.ask());
    } catch (DatabaseException | IllegalStateException e) {
      return new Reply.Wrong(e.toString());
    }
  }
}
