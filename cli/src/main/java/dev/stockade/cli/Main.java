package dev.stockade.cli;

import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.function.BooleanSupplier;
import java.util.logging.LogManager;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/// The executable `stockade`.
@Command(
    name = "stockade",
    description = "Accepts bids on limited stock and never sells a unit twice.",
    version = "stockade 0.1.0-SNAPSHOT",
    mixinStandardHelpOptions = true,
    scope = ScopeType.INHERIT,
    synopsisSubcommandLabel = "COMMAND")
final class Main implements Callable<Integer> {
  private static final int HELP_WIDTH = 96;

  @Spec private CommandSpec spec;

  private Main() {}

  @Override
  public Integer call() {
    spec.commandLine().usage(spec.commandLine().getErr());
    return Exit.USAGE;
  }

  public static void main(String[] args) {
    // The driver logs what it throws anyway.
    LogManager.getLogManager().reset();
    // Numbers look the same everywhere.
    Locale.setDefault(Locale.ROOT);
    Console console = Console.ofProcess();
    Interruption interruption = Interruption.watch(console);
    int code = execute(console, interruption::hasBegun, args);
    interruption.workIsOver();
    System.exit(code);
  }

  /// Runs a command and returns its exit code.
  ///
  /// @param interrupted whether what fails fails because the process is being ended
  static int execute(Console console, BooleanSupplier interrupted, String... args) {
    var failures = new Failures(console, interrupted);
    var stockade =
        new CommandLine(new Main())
            .addSubcommand(new RaceCommand(console))
            .addSubcommand(new ReplayCommand(console))
            .addSubcommand(new AuditCommand(console))
            .addSubcommand(new BenchCommand(console))
            .addSubcommand(new ServeCommand(console))
            .addSubcommand(new WorkerCommand(console))
            .addSubcommand(
                new CommandLine(new QueueCommand()).addSubcommand(new DeadLettersCommand(console)))
            .addSubcommand(new CampaignCommand(console))
            .setOut(Console.writer(console.out()))
            .setErr(Console.writer(console.err()))
            .registerConverter(Integer.class, text -> (int) number(text, Integer.MAX_VALUE))
            .registerConverter(int.class, text -> (int) number(text, Integer.MAX_VALUE))
            .registerConverter(Long.class, text -> number(text, Long.MAX_VALUE))
            .setParameterExceptionHandler(failures::misuse)
            .setExecutionExceptionHandler(failures::failure)
            .setUsageHelpWidth(HELP_WIDTH);
    stockade.getSubcommands().values().forEach(Main::layOutHelp);
    stockade
        .getCommandSpec()
        .usageMessage()
        .footer(
            "%nStart with: ./stockade race",
            "Exit codes: 0 all well, 1 a violation was found, 2 usage, 69 something needed is absent.");
    return stockade.execute(args);
  }

  private static void layOutHelp(CommandLine command) {
    command
        .getCommandSpec()
        .usageMessage()
        .sortOptions(false)
        .synopsisHeading("%nUsage: ")
        .descriptionHeading("%n")
        .parameterListHeading("%n")
        .optionListHeading("%n")
        .exitCodeListHeading("%nExit codes:%n");
  }

  private static long number(String text, long most) {
    try {
      long number = Long.parseLong(text);
      if (Math.abs(number) <= most) {
        return number;
      }
    } catch (NumberFormatException e) {
      // Told below, with the numbers that are too large.
    }
    throw new TypeConversionException("'%s' is not a whole number up to %d".formatted(text, most));
  }
}
