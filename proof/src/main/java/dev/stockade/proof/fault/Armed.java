package dev.stockade.proof.fault;

/// A fault that waits for its statement.
sealed interface Armed permits Cut, Hold {

  Trigger trigger();
}
