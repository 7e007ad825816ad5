package dev.stockade.lab.trace;

/// A row that cannot be read.
///
/// @param line of the file, from 1
/// @param column number of the field, from 1
/// @param field name of the column, empty behind the last
public record BadRow(long line, int column, String field, String reason) {
  @Override
  public String toString() {
    return field.isEmpty()
        ? "line %d, column %d: %s".formatted(line, column, reason)
        : "line %d, column %d (%s): %s".formatted(line, column, field, reason);
  }
}
