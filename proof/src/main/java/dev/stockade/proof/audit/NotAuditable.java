package dev.stockade.proof.audit;

/// There is nothing here that can be audited. The message is one plain sentence for the person who
/// asked.
public final class NotAuditable extends Exception {
  private static final long serialVersionUID = 1;

  NotAuditable(String sentence) {
    super(sentence);
  }
}
