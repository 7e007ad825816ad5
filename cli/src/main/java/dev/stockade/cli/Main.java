package dev.stockade.cli;

import java.util.Locale;
import java.util.UUID;
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
    return commands(console, interrupted).execute(args);
  }

  /// All commands.
  static CommandLine commands(Console console, BooleanSupplier interrupted) {
    var failures = new Failures(console, interrupted);
    var stockade =
        new CommandLine(new Main())
            .addSubcommand(new RaceCommand(console))
            .addSubcommand(new ReplayCommand(console))
            .addSubcommand(new AuditCommand(console))
            .addSubcommand(new BenchCommand(console))
            .addSubcommand(new AdviseCommand(console))
            .addSubcommand(new ServeCommand(console))
            .addSubcommand(new WorkerCommand(console))
            .addSubcommand(
                new CommandLine(new QueueCommand()).addSubcommand(new DeadLettersCommand(console)))
            .addSubcommand(new CampaignCommand(console, Main.class))
            .addSubcommand(new CollectionCommand(console))
            .addSubcommand(new BidCommand(console))
            .addSubcommand(new AcceptCommand(console))
            .addSubcommand(new ReleaseCommand(console))
            .addSubcommand(new EventsCommand(console))
            .addSubcommand(new StrategyCommand(console))
            .addSubcommand(new RateLimitCommand(console))
            .addSubcommand(new CompletionCommand(console))
            .setOut(Console.writer(console.out()))
            .setErr(Console.writer(console.err()))
            .registerConverter(Integer.class, text -> (int) number(text, Integer.MAX_VALUE))
            .registerConverter(int.class, text -> (int) number(text, Integer.MAX_VALUE))
            .registerConverter(Long.class, text -> number(text, Long.MAX_VALUE))
            .registerConverter(UUID.class, Main::id)
            .setParameterExceptionHandler(failures::misuse)
            .setExecutionExceptionHandler(failures::failure)
            .setUsageHelpWidth(HELP_WIDTH);
    stockade.getSubcommands().values().forEach(Main::layOutHelp);
    stockade
        .getCommandSpec()
        .usageMessage()
        .footer(
            "%nStart with: ./stockade race",
            "Exit codes: 0 all well, 1 a violation was found, or refused by the rules, 2 usage,",
            "69 something needed is absent, 75 deferred or in doubt: try again.");
    return stockade;
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
    command.getSubcommands().values().forEach(Main::layOutHelp);
  }

  /// Java's own parser takes shorter texts too.
  private static UUID id(String text) {
    try {
      UUID id = UUID.fromString(text);
      if (id.toString().equalsIgnoreCase(text)) {
        return id;
      }
    } catch (IllegalArgumentException e) {
      // Told below.
    }
    throw new TypeConversionException("'%s' is no id: ids are UUIDs".formatted(text));
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
