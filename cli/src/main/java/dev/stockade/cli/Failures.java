package dev.stockade.cli;

import dev.stockade.lab.Absent;
import dev.stockade.lab.Mistake;
import java.util.Locale;
import java.util.function.BooleanSupplier;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/// Turns whatever ends a command into one sentence and an exit code.
final class Failures {
  private static final String DEBUG = "STOCKADE_DEBUG";

  private final Console console;
  private final BooleanSupplier interrupted;

  /// @param interrupted whether whatever fails now is no news
  Failures(Console console, BooleanSupplier interrupted) {
    this.console = console;
    this.interrupted = interrupted;
  }

  int misuse(ParameterException e, String[] args) {
    String sentence = first(e);
    String command = e.getCommandLine().getCommandSpec().qualifiedName();
    return end(
        e,
        Exit.USAGE,
        "%s%s; see ./%s --help"
            .formatted(
                sentence.substring(0, 1).toLowerCase(Locale.ROOT), sentence.substring(1), command));
  }

  int failure(Exception e, CommandLine command, ParseResult parsed) {
    return switch (e) {
      case Mistake mistake -> end(mistake, Exit.USAGE, first(mistake));
      case Absent absent -> end(absent, Exit.ABSENT, first(absent));
      case InterruptedException ended -> end(ended, Exit.INTERRUPTED, "interrupted");
      default ->
          end(
              e,
              Exit.DEFECT,
              "this is a defect, please report it: %s; %s=1 shows where"
                  .formatted(first(e), DEBUG));
    };
  }

  private int end(Exception e, int code, String sentence) {
    if (interrupted.getAsBoolean()) {
      return code;
    }
    console.err().println("stockade: " + sentence);
    if (System.getenv(DEBUG) != null) {
      e.printStackTrace(console.err());
    }
    return code;
  }

  /// The first line of the message.
  private static String first(Exception e) {
    return String.valueOf(e.getMessage())
        .lines()
        .findFirst()
        .filter(line -> !line.isBlank())
        .orElse(e.getClass().getSimpleName());
  }
}
