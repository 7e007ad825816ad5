package dev.stockade.cli;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/// The JVM of a process that a test starts, as `./stockade` starts it: on jars, whose classes are
/// in an archive that the first process leaves for the next ones.
final class Jvm {
  private static final Path ARCHIVE = Path.of("target", "classes.jsa").toAbsolutePath();

  private Jvm() {}

  /// The words of a command that runs `main`, without its arguments.
  static List<String> running(Class<?> main) {
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-Xmx192m",
        "-XX:TieredStopAtLevel=1",
        "-XX:+UseSerialGC",
        "-XX:+AutoCreateSharedArchive",
        "-XX:SharedArchiveFile=" + ARCHIVE,
        "-Xlog:disable",
        "-cp",
        jars(),
        main.getName());
  }

  /// Those of this process: an archive has no room for what is not in a jar.
  private static String jars() {
    return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
        .map(entry -> Path.of(entry).toAbsolutePath())
        .filter(Files::isRegularFile)
        .map(Path::toString)
        .collect(Collectors.joining(File.pathSeparator));
  }
}
