package dev.stockade.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// The executable `stockade`.
@Command(
    name = "stockade",
    description = "Accepts bids on limited stock and never sells a unit twice.",
    mixinStandardHelpOptions = true,
    version = "stockade 0.1.0-SNAPSHOT")
final class Main implements Runnable {
  @Spec private CommandSpec spec;

  private Main() {}

  @Override
  public void run() {
    spec.commandLine().usage(System.err);
  }

  public static void main(String[] args) {
    System.exit(new CommandLine(new Main()).execute(args));
  }
}
