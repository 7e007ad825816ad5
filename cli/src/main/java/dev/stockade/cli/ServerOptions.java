package dev.stockade.cli;

import dev.stockade.cli.client.Remote;
import dev.stockade.lab.Mistake;
import dev.stockade.lab.http.ServerUrl;
import java.time.Duration;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// Which server, and how to talk to it: options of all commands that ask one, and the exit codes of
/// those that name none.
@Command(
    exitCodeList = {
      ServerOptions.DONE,
      ServerOptions.REFUSED,
      ServerOptions.BAD_INPUT,
      ServerOptions.ABSENT,
      ServerOptions.TRY_AGAIN
    })
final class ServerOptions {
  static final String DONE = "0:done, or done before";
  static final String REFUSED = "1:refused by the rules: sold out, closed, unknown, …";
  static final String BAD_INPUT = "2:a wrong option, or something that the server cannot take";
  static final String ABSENT = "69:no server answers, or something else does";
  static final String TRY_AGAIN = "75:deferred or in doubt: the same command once more is safe";

  private static final int LONGEST_WAIT = 3_600;

  @Option(
      names = "--server",
      paramLabel = "URL",
      defaultValue = "${env:STOCKADE_SERVER:-http://127.0.0.1:8080}",
      description = {
        "A server, http://host:port.",
        "Default: the URL in STOCKADE_SERVER, else http://127.0.0.1:8080."
      })
  private String url = "";

  @Option(
      names = "--wait",
      paramLabel = "SECONDS",
      defaultValue = "10",
      description =
          "How long to go on asking where the answer is lost, deferred or in doubt; 0 asks once. Default: ${DEFAULT-VALUE}.")
  private int wait;

  @Option(names = "--json", description = "Print the server's JSON instead of a table.")
  private boolean json;

  Conversation with(Console console) {
    if (wait < 0 || wait > LONGEST_WAIT) {
      throw new Mistake("--wait must be 0 to %d: %d".formatted(LONGEST_WAIT, wait));
    }
    var remote =
        new Remote(
            ServerUrl.parse(url),
            Duration.ofSeconds(wait),
            notice -> console.err().println("stockade: " + notice));
    return new Conversation(console, remote, json);
  }
}
