package dev.stockade.embedded;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The right to start and stop the server of a home. One process has it at a time, and loses it
/// when it dies, however it dies: it is a lock of the operating system on a file.
final class Claim implements AutoCloseable {

  /// The files this process has locked; guarded by the class. To open and close such a file a
  /// second time would release the lock, so who finds its file here does not touch it.
  private static final Set<Path> HELD = new HashSet<>();

  private final Path file;
  private final FileChannel channel;

  private Claim(Path file, FileChannel channel) {
    this.file = file;
    this.channel = channel;
  }

  /// The claim, if nobody has it.
  static Optional<Claim> on(Path file) {
    synchronized (HELD) {
      if (HELD.contains(file)) {
        return Optional.empty();
      }
      try {
        Optional<FileChannel> channel = locked(file);
        channel.ifPresent(locked -> HELD.add(file));
        return channel.map(locked -> new Claim(file, locked));
      } catch (IOException e) {
        throw PostgresUnavailable.cannot("write " + file, e);
      }
    }
  }

  private static Optional<FileChannel> locked(Path file) throws IOException {
    FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    @Nullable FileLock lock = null;
    try {
      lock = channel.tryLock();
    } finally {
      if (lock == null) {
        channel.close();
      }
    }
    return lock == null ? Optional.empty() : Optional.of(channel);
  }

  @Override
  public void close() {
    synchronized (HELD) {
      try {
        channel.close();
      } catch (IOException e) {
        throw PostgresUnavailable.cannot("release " + file, e);
      } finally {
        HELD.remove(file);
      }
    }
  }
}
