package dev.stockade.lab.bench.bullmq;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.zip.CRC32;

/// The scripts and the packages that they need, in a directory that is kept for the next run. Their
/// versions are those of the lock file.
///
/// @param directory where they are
record Scripts(Path directory) {
  private static final List<String> FILES =
      List.of("package.json", "package-lock.json", "connections.mjs", "door.mjs", "worker.mjs");

  private static final List<String> INSTALL =
      List.of("npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error");

  private static final long LOOK_SECONDS = 20;
  private static final long INSTALL_SECONDS = 180;

  /// Installs them where that was not done before.
  ///
  /// @throws NodeUnavailable where Node or npm is absent, or the packages cannot be had
  static Scripts installed() throws NodeUnavailable {
    look("node");
    try {
      Path cache = cache();
      Path directory = cache.resolve("bench-bullmq-" + digest());
      if (!Files.isDirectory(directory)) {
        look("npm");
        install(cache, directory);
      }
      return new Scripts(directory);
    } catch (IOException e) {
      throw new NodeUnavailable("the cache directory cannot be written: " + e.getMessage(), e);
    }
  }

  /// Beside its place and then moved there, so that what is there is whole.
  private static void install(Path cache, Path directory) throws IOException, NodeUnavailable {
    Files.createDirectories(cache);
    Path beside = Files.createTempDirectory(cache, "bench-bullmq-");
    for (String file : FILES) {
      try (InputStream resource = resource(file)) {
        Files.copy(resource, beside.resolve(file), StandardCopyOption.REPLACE_EXISTING);
      }
    }
    String said = run(INSTALL, beside, INSTALL_SECONDS);
    if (!Files.isDirectory(beside.resolve("node_modules/bullmq"))) {
      throw new NodeUnavailable("npm could not install BullMQ and node-postgres: " + first(said));
    }
    try {
      Files.move(beside, directory);
    } catch (FileAlreadyExistsException | java.nio.file.DirectoryNotEmptyException e) {
      // Another run was faster.
    }
  }

  private static void look(String program) throws NodeUnavailable {
    try {
      run(List.of(program, "--version"), Path.of("."), LOOK_SECONDS);
    } catch (IOException e) {
      throw new NodeUnavailable(program + " is not on the PATH", e);
    }
  }

  /// What it said. It ends within its time, or is ended.
  private static String run(List<String> command, Path directory, long seconds) throws IOException {
    Path said = Files.createTempFile("stockade-node-", ".log");
    try {
      Process process =
          new ProcessBuilder(command)
              .directory(directory.toFile())
              .redirectErrorStream(true)
              .redirectOutput(Redirect.to(said.toFile()))
              .start();
      process.getOutputStream().close();
      if (!process.waitFor(seconds, TimeUnit.SECONDS)) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
        return "it took more than %d s".formatted(seconds);
      }
      return Files.readString(said);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return "interrupted";
    } finally {
      Files.deleteIfExists(said);
    }
  }

  private static String first(String said) {
    return said.lines().filter(line -> !line.isBlank()).findFirst().orElse("it said nothing");
  }

  private static Path cache() {
    String configured = System.getenv().getOrDefault("XDG_CACHE_HOME", "");
    Path shared =
        configured.startsWith("/")
            ? Path.of(configured)
            : Path.of(System.getProperty("user.home"), ".cache");
    return shared.resolve("stockade");
  }

  /// Other scripts or versions are other directories.
  private static String digest() throws IOException {
    var digest = new CRC32();
    for (String file : FILES) {
      try (InputStream resource = resource(file)) {
        digest.update(file.getBytes(UTF_8));
        digest.update(resource.readAllBytes());
      }
    }
    return Long.toHexString(digest.getValue());
  }

  private static InputStream resource(String file) {
    InputStream resource = Scripts.class.getResourceAsStream(file);
    if (resource == null) {
      throw new IllegalStateException("there is no resource " + file);
    }
    return resource;
  }
}
