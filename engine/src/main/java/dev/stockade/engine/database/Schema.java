package dev.stockade.engine.database;

/// The schema that holds the tables. Statements are written for the schema `stockade` and are valid
/// SQL as they stand.
public record Schema(String name) {
  private static final String WRITTEN_FOR = "stockade.";

  /// A statement for this schema. To be called once for each statement, not for each execution.
  public String in(String statement) {
    return statement.replace(WRITTEN_FOR, name + ".");
  }
}
