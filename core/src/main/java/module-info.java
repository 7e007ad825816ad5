/// Stockade's vocabulary and rules. Requires nothing but java.base, so that they stay pure.
module dev.stockade.core {
  requires static org.jspecify;

  exports dev.stockade.core;
}
