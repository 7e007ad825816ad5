package dev.stockade.cli;

import dev.stockade.lab.Absent;
import dev.stockade.lab.Mistake;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/// Turns whatever ends a command into one sentence and an exit code.
final class Failures {
  private final Console console;

  Failures(Console console) {
    this.console = console;
  }

  int misuse(ParameterException e, String[] args) {
    say(
        e,
        Exit.USAGE,
        e.getMessage()
            + "; see "
            + e.getCommandLine().getCommandSpec().qualifiedName()
            + " --help");
    return Exit.USAGE;
  }

  int failure(Exception e, CommandLine commandLine, ParseResult parsed) {
    return switch (e) {
      case Mistake mistake -> say(mistake, Exit.USAGE, mistake.getMessage());
      case Absent absent -> say(absent, Exit.ABSENT, absent.getMessage());
      default ->
          say(e, Exit.DEFECT, "a defect: %s; set STOCKADE_DEBUG=1 to see where".formatted(e));
    };
  }

  private int say(Exception e, int code, String sentence) {
    console.err().println("stockade: " + sentence);
    if (System.getenv("STOCKADE_DEBUG") != null) {
      e.printStackTrace(console.err());
    }
    return code;
  }
}
