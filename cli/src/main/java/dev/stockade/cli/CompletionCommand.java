package dev.stockade.cli;

import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

@Command(
    name = "completion",
    header = "Print a script that lets bash or zsh complete commands and options.",
    description = {
      "For this shell: source <(./stockade completion)",
      "zsh needs this before: autoload -U +X bashcompinit && bashcompinit"
    },
    exitCodeList = {"0:printed", "2:a wrong option"})
final class CompletionCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  private final Console console;

  CompletionCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    console.out().print(AutoComplete.bash("stockade", spec.root().commandLine()));
    return Exit.WELL;
  }
}
