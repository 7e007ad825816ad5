package dev.stockade.cli;

import java.io.OutputStream;
import java.io.PrintStream;
import java.util.List;
import java.util.stream.Stream;
import picocli.CommandLine;

/// All commands of the command line.
final class CommandTree {
  private CommandTree() {}

  static CommandLine root() {
    var nowhere = new PrintStream(OutputStream.nullOutputStream());
    return Main.commands(new Console(nowhere, nowhere, false), () -> false);
  }

  /// The words of every command that does something, such as `bid place`.
  static List<List<String>> leaves() {
    return leaves(root()).map(words -> words.subList(1, words.size())).toList();
  }

  private static Stream<List<String>> leaves(CommandLine command) {
    return command.getSubcommands().isEmpty()
        ? Stream.of(List.of(command.getCommandSpec().qualifiedName().split(" ")))
        : command.getSubcommands().values().stream().flatMap(CommandTree::leaves);
  }
}
