package dev.stockade.engine.database;

/// What a transaction has read that has nothing to write.
public record Read<T>(T value) implements Transactions.Round {
  @Override
  public boolean writes() {
    return false;
  }

  @Override
  public void write(Transaction transaction) {
    throw new IllegalStateException("a read has nothing to write");
  }
}
