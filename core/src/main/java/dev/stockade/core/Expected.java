package dev.stockade.core;

/// The version at which a command is to find its collection: so that nobody changes what he has not
/// seen. It is compared where the command is decided, and by the append, so nothing comes between.
public sealed interface Expected {
  /// Whatever it is.
  record Any() implements Expected {}

  /// This one, or the command is refused as [Decision.Moved].
  record Version(long version) implements Expected {
    public Version {
      if (version < 0) {
        throw new IllegalArgumentException("version must not be negative: " + version);
      }
    }
  }

  default boolean isMetBy(long version) {
    return switch (this) {
      case Any any -> true;
      case Version wanted -> wanted.version() == version;
    };
  }
}
