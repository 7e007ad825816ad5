package dev.stockade.lab.campaign.site;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.util.ArrayList;
import java.util.List;

/// Signals to processes that a campaign has started, by their numbers.
final class Processes {
  private Processes() {}

  /// They stand still until they are [resumed][#resume], and whatever is sent to them waits.
  static void pause(List<ProcessHandle> processes) {
    send("STOP", processes);
  }

  static void resume(List<ProcessHandle> processes) {
    send("CONT", processes);
  }

  /// Sends SIGKILL.
  static void kill(List<ProcessHandle> processes) {
    processes.forEach(ProcessHandle::destroyForcibly);
  }

  static void send(String signal, List<ProcessHandle> processes) {
    var words = new ArrayList<>(List.of("sh", "-c", "kill -s \"$0\" \"$@\"", signal));
    processes.forEach(process -> words.add(Long.toString(process.pid())));
    try {
      // One of them may have ended meanwhile: then `kill` says so, and has signalled the others.
      int _ =
          new ProcessBuilder(words)
              .redirectOutput(Redirect.DISCARD)
              .redirectError(Redirect.DISCARD)
              .start()
              .onExit()
              .join()
              .exitValue();
    } catch (IOException e) {
      throw new IllegalStateException("cannot run sh to send SIG" + signal, e);
    }
  }

  /// False for what a system keeps of a process that has ended, until its parent asks: it has a
  /// number but no command.
  static boolean lives(ProcessHandle process) {
    return process.isAlive() && process.info().command().isPresent();
  }
}
