package dev.stockade.cli;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The JVM of a process that a test starts, as `./stockade` starts it: on jars, whose classes are
/// in an archive.
final class Jvm {
  private Jvm() {}

  /// The words of a command that runs `main`, without its arguments.
  static List<String> running(Class<?> main) {
    return running(main, "-XX:SharedArchiveFile=" + ClassArchive.file());
  }

  /// @param archive the option that says which archive to read or to make
  static List<String> running(Class<?> main, String archive) {
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-Xmx192m",
        "-XX:TieredStopAtLevel=1",
        "-XX:+UseSerialGC",
        archive,
        "-Xlog:disable",
        "-cp",
        jars().map(Path::toString).collect(Collectors.joining(File.pathSeparator)),
        main.getName());
  }

  /// What was packaged, and what that needs.
  static Stream<Path> jars() {
    return Stream.of("target", "target/lib").flatMap(Jvm::jarsIn).sorted();
  }

  private static Stream<Path> jarsIn(String folder) {
    try (Stream<Path> files = Files.list(Path.of(folder).toAbsolutePath())) {
      return files.filter(file -> file.toString().endsWith(".jar")).toList().stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
