package dev.stockade.embedded;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/// PostgreSQL's programs, unpacked below a cache directory of the user and kept there for the next
/// start. Everybody may read and run them; only their owner may write them, so that nobody can slip
/// in another program.
record Binaries(Path home) {

  private static final Set<PosixFilePermission> OPEN = PosixFilePermissions.fromString("rwxr-xr-x");
  private static final Set<PosixFilePermission> PLAIN =
      PosixFilePermissions.fromString("rw-r--r--");

  Path program(String name) {
    return home.resolve("bin").resolve(name);
  }

  /// The programs for this machine; unpacks them if this is their first use.
  static Binaries ofThisMachine(Progress progress) {
    return unpacked(Archive.ofThisMachine(), Cache.directory(), progress);
  }

  /// Several processes may call this at once: one unpacks, the others wait for it. A process that
  /// dies in between leaves a draft, which the next one replaces.
  static synchronized Binaries unpacked(Archive archive, Path cache, Progress progress) {
    Path home = cache.resolve(archive.name());
    if (Files.isDirectory(home)) {
      return new Binaries(home);
    }
    progress.say("unpacking PostgreSQL into " + home + " (first use)");
    try (FileChannel file =
        FileChannel.open(
            cache.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      file.lock();
      if (!Files.isDirectory(home)) {
        Path draft = cache.resolve(archive.name() + ".draft");
        Trees.delete(draft);
        unpack(archive, draft);
        Files.move(draft, home, StandardCopyOption.ATOMIC_MOVE);
      }
      return new Binaries(home);
    } catch (IOException e) {
      throw PostgresUnavailable.cannot("unpack PostgreSQL into " + home, e);
    }
  }

  private static void unpack(Archive archive, Path target) throws IOException {
    Files.createDirectory(target);
    try (InputStream packed = archive.open();
        TarArchiveInputStream tar = new TarArchiveInputStream(new XZInputStream(packed))) {
      for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        Path path = target.resolve(entry.getName()).normalize();
        if (!path.startsWith(target)) {
          throw new IOException("an entry leaves the archive: " + entry.getName());
        }
        if (entry.isDirectory()) {
          Files.createDirectories(path);
        } else if (entry.isSymbolicLink()) {
          Files.createDirectories(path.getParent());
          Files.createSymbolicLink(path, Path.of(entry.getLinkName()));
        } else {
          Files.createDirectories(path.getParent());
          Files.copy(tar, path);
          boolean program = (entry.getMode() & 0100) != 0;
          Files.setPosixFilePermissions(path, program ? OPEN : PLAIN);
        }
      }
    }
    openDirectories(target);
  }

  private static void openDirectories(Path target) throws IOException {
    try (var all = Files.walk(target)) {
      for (Path path : (Iterable<Path>) all::iterator) {
        if (Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
          Files.setPosixFilePermissions(path, OPEN);
        }
      }
    }
  }
}
