package dev.stockade.cli;

import dev.stockade.cli.client.Lines;
import dev.stockade.lab.http.Letter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
    name = "release",
    header = "Undo an acceptance on a server: its units return.",
    description = "The bid is finished then, and is not accepted anew.")
final class ReleaseCommand implements Callable<Integer> {
  @Mixin private BidParameters bid;

  @Mixin private ServerOptions server;

  private final Console console;

  ReleaseCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws InterruptedException {
    try (Conversation talk = server.with(console)) {
      return talk.ask(Letter.delete(bid.path() + "/acceptance"), Lines::properties);
    }
  }
}
