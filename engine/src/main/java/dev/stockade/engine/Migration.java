package dev.stockade.engine;

/// What the engine does about its tables when it starts.
public enum Migration {
  /// Creates or updates them. The database user needs the right to create in the database or to own
  /// the schema.
  MIGRATE,
  /// Refuses to start where they are missing or not of this version.
  VALIDATE,
  /// Trusts whoever migrates them.
  OFF
}
