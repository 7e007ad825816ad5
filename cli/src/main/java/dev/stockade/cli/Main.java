package dev.stockade.cli;

import java.util.logging.LogManager;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/// The executable `stockade`.
@Command(
    name = "stockade",
    description = "Accepts bids on limited stock and never sells a unit twice.",
    version = "stockade 0.1.0-SNAPSHOT",
    mixinStandardHelpOptions = true,
    scope = ScopeType.INHERIT,
    synopsisSubcommandLabel = "COMMAND")
final class Main implements Runnable {
  @Spec private CommandSpec spec;

  private Main() {}

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "no command is given");
  }

  public static void main(String[] args) {
    LogManager.getLogManager().reset();
    System.exit(execute(Console.ofProcess(), args));
  }

  /// Runs a command and returns its exit code.
  static int execute(Console console, String... args) {
    var failures = new Failures(console);
    return new CommandLine(new Main())
        .addSubcommand(new RaceCommand(console))
        .addSubcommand(new ReplayCommand(console))
        .setOut(Console.writer(console.out()))
        .setErr(Console.writer(console.err()))
        .setParameterExceptionHandler(failures::misuse)
        .setExecutionExceptionHandler(failures::failure)
        .execute(args);
  }
}
