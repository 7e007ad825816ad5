package dev.stockade.engine.database;

import java.sql.Connection;
import java.sql.SQLException;

/// Work that may take more than one transaction, and that learns how each of them ended.
public interface Attempt<T> {
  /// True once there is nothing left to try.
  boolean isOver();

  /// The work of the next transaction.
  Transactions.Done<T> in(Connection connection) throws SQLException;

  /// The transaction committed, or had nothing to write.
  void committed(T value);

  /// It is not known whether the transaction committed. To be tried again, so the work must bear
  /// that it did.
  void unknown(T value);
}
