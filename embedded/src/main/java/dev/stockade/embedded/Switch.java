package dev.stockade.embedded;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// How root runs a command as another user.
enum Switch {

  /// By number, without a session: part of util-linux.
  SETPRIV {
    @Override
    List<String> command(Owner owner, List<String> command) {
      List<String> switching =
          List.of(
              "setpriv",
              "--reuid=" + owner.uid(),
              "--regid=" + owner.gid(),
              "--clear-groups",
              "--");
      return Stream.concat(switching.stream(), command.stream()).toList();
    }
  },

  /// By name: everywhere, also in small containers.
  SU {
    @Override
    List<String> command(Owner owner, List<String> command) {
      String line = command.stream().map(Switch::quoted).collect(Collectors.joining(" "));
      return List.of("su", "-s", "/bin/sh", owner.name(), "-c", line);
    }
  };

  abstract List<String> command(Owner owner, List<String> command);

  private static String quoted(String word) {
    return "'" + word.replace("'", "'\\''") + "'";
  }
}
