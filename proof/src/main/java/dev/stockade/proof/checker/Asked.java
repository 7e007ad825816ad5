package dev.stockade.proof.checker;

import dev.stockade.proof.history.Call;
import org.jspecify.annotations.Nullable;

/// All the calls about one subject, as far as they can or cannot have written its event. Used by
/// one thread.
final class Asked {
  /// The earliest start of a call in doubt.
  long doubt = Long.MAX_VALUE;

  /// The earliest start of a call that was told that all was as it wants it already.
  long unchanged = Long.MAX_VALUE;

  /// The deferred call that started first.
  @Nullable Call deferred;

  int refused;
}
