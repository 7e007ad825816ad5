package dev.stockade.cli;

import dev.stockade.lab.Absent;
import dev.stockade.lab.Mistake;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// A file that a report is written to in the end. That it can be is looked at before a long run.
record ReportFile(Path path) {
  /// @throws Mistake where it cannot be written
  static ReportFile at(Path path) {
    Path parent = path.toAbsolutePath().getParent();
    if (Files.isDirectory(path) || parent == null || !Files.isWritable(parent)) {
      throw new Mistake("the file %s cannot be written: check its directory".formatted(path));
    }
    return new ReportFile(path);
  }

  /// @throws Absent where it cannot be written any more
  void write(String text) {
    try {
      Files.writeString(path, text);
    } catch (IOException e) {
      throw new Absent("the file %s could not be written".formatted(path), e);
    }
  }
}
