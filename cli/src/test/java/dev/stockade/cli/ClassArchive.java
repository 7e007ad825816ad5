package dev.stockade.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;

/// The archive of the classes that a server loads, with which a process starts for half the
/// processor time. It is made once after the jars were: the first process of the tests that needs
/// it makes it, and the others wait. If it was left to servers, all that run before the first has
/// ended would make one.
final class ClassArchive {
  private static final Path TARGET = Path.of("target").toAbsolutePath();

  private ClassArchive() {}

  static synchronized Path file() {
    Path file = TARGET.resolve("classes.jsa");
    try (FileChannel turn =
        FileChannel.open(
            TARGET.resolve("classes.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      turn.lock();
      if (!isNewerThanJars(file)) {
        make(file);
      }
      return file;
    } catch (Exception e) {
      throw new IllegalStateException("cannot make " + file, e);
    }
  }

  private static boolean isNewerThanJars(Path file) throws IOException {
    if (!Files.exists(file)) {
      return false;
    }
    for (Path jar : Jvm.jars().toList()) {
      if (Files.getLastModifiedTime(jar).compareTo(Files.getLastModifiedTime(file)) > 0) {
        return false;
      }
    }
    return true;
  }

  /// By a server that has had something to do.
  private static void make(Path file) throws Exception {
    Path draft = TARGET.resolve("classes.draft.jsa");
    List<String> jvm = Jvm.running(Main.class, "-XX:ArchiveClassesAtExit=" + draft);
    List<String> command =
        List.of("serve", "--port=0", "--data", TARGET.resolve("classes-data").toString());
    try (ServeProcess serve = ServeProcess.of(jvm, command);
        var buyers = new Buyers(serve.url(), 1_000_000)) {
      buyers.start(1);
      await().atMost(Duration.ofSeconds(60)).until(() -> !buyers.accepted().isEmpty());
      serve.terminate();
      assertThat(serve.ended()).as("%s", serve.said()).isEqualTo(143);
    }
    Files.move(draft, file, StandardCopyOption.REPLACE_EXISTING);
  }
}
