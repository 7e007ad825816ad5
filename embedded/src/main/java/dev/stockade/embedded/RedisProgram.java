package dev.stockade.embedded;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/// The program that is a Redis: that of this machine, where it has one, else the one that comes
/// along.
///
/// @param origin where it comes from, for people
record RedisProgram(Path path, String origin) {

  private static final List<String> NAMES = List.of("redis-server", "valkey-server");

  /// @param path of directories, as in the environment
  static RedisProgram ofThisMachine(String path) {
    return installed(path).orElseGet(RedisProgram::unpacked);
  }

  private static Optional<RedisProgram> installed(String path) {
    return Stream.of(path.split(":"))
        .filter(directory -> directory.startsWith("/"))
        .flatMap(directory -> NAMES.stream().map(name -> Path.of(directory, name)))
        .filter(file -> Files.isRegularFile(file) && Files.isExecutable(file))
        .map(file -> new RedisProgram(file, "this machine's " + file))
        .findFirst();
  }

  /// Several processes may unpack at once: the file appears complete or not at all.
  private static RedisProgram unpacked() {
    String name = resource(System.getProperty("os.name"), System.getProperty("os.arch"));
    Path program = Cache.directory().resolve(name);
    if (!Files.isExecutable(program)) {
      try (InputStream packed = RedisProgram.class.getResourceAsStream("/" + name)) {
        if (packed == null) {
          throw new RedisUnavailable(
              "no Redis comes along for this machine: install redis-server or give the URL of one");
        }
        Path draft = Files.createTempFile(program.getParent(), name, ".draft");
        Files.copy(packed, draft, StandardCopyOption.REPLACE_EXISTING);
        Files.setPosixFilePermissions(draft, PosixFilePermissions.fromString("rwxr-xr-x"));
        Files.move(draft, program, StandardCopyOption.ATOMIC_MOVE);
      } catch (IOException e) {
        throw new RedisUnavailable("cannot unpack Redis to " + program, e);
      }
    }
    return new RedisProgram(program, "the one that comes along, for development only");
  }

  /// The name of the program for a machine, in the jar that brings them.
  private static String resource(String system, String processor) {
    boolean arm = processor.equals("aarch64") || processor.equals("arm64");
    if (system.toLowerCase(Locale.ROOT).startsWith("mac")) {
      return "redis-server-6.2.6-v5-darwin-" + (arm ? "arm64" : "amd64");
    }
    return arm ? "redis-server-6.2.7-linux-arm64" : "redis-server-6.2.6-v5-linux-amd64";
  }
}
