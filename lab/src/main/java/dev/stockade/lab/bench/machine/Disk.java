package dev.stockade.lab.bench.machine;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;

/// How long one fdatasync takes: writes a block in place and forces it to the disk, as PostgreSQL
/// does with its log for each commit.
final class Disk {
  private static final int BLOCK = 8192;
  private static final int BLOCKS = 128;
  private static final int WARM = 20;
  private static final int TIMES = 200;

  private Disk() {}

  /// The median in milliseconds.
  ///
  /// @param directory where a file is written and deleted
  static double fdatasyncMillis(Path directory) throws IOException {
    Path file = Files.createTempFile(directory, "stockade-fdatasync", ".tmp");
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      ByteBuffer block = ByteBuffer.allocateDirect(BLOCK);
      for (int i = 0; i < BLOCKS; i++) {
        channel.write(block.clear(), (long) i * BLOCK);
      }
      channel.force(true);
      long[] nanos = new long[TIMES];
      for (int i = -WARM; i < TIMES; i++) {
        long start = System.nanoTime();
        channel.write(block.clear(), (long) Math.floorMod(i, BLOCKS) * BLOCK);
        channel.force(false);
        nanos[Math.max(0, i)] = System.nanoTime() - start;
      }
      Arrays.sort(nanos);
      return nanos[TIMES / 2] / 1e6;
    } finally {
      Files.deleteIfExists(file);
    }
  }
}
