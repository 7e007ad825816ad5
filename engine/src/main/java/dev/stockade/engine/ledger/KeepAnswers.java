package dev.stockade.engine.ledger;

import dev.stockade.engine.RequestKey;
import dev.stockade.engine.database.Schema;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;

/// Keeps what was answered to requests, under their keys and for a time. The row of a key is
/// written first, so that whoever comes with the same key waits for the transaction that has it,
/// and then reads its answer.
public final class KeepAnswers {
  private static final String RESERVE_KEY =
      """
      INSERT INTO stockade.answer AS a (tenant, id, fingerprint, kept_until)
      VALUES (?, ?, ?, clock_timestamp() + ? * interval '1 millisecond')
      ON CONFLICT (id, tenant) DO UPDATE
        SET fingerprint = excluded.fingerprint, answer = '', kept_until = excluded.kept_until
        WHERE a.kept_until <= clock_timestamp()
      """;

  private static final String READ_ANSWER =
      """
      SELECT fingerprint, answer FROM stockade.answer
      WHERE id = ? AND tenant = ? AND kept_until > clock_timestamp()
      """;

  private static final String KEEP_ANSWER =
      "UPDATE stockade.answer SET answer = ? WHERE id = ? AND tenant = ?";

  /// More than one of them for each that is written, so that those who are left grow fewer.
  private static final String FORGET_TWO =
      """
      DELETE FROM stockade.answer WHERE (id, tenant) IN (
        SELECT id, tenant FROM stockade.answer WHERE kept_until <= clock_timestamp()
        ORDER BY kept_until LIMIT 2 FOR UPDATE SKIP LOCKED)
      """;

  private final String reserveKey;
  private final String readAnswer;
  private final String keepAnswer;
  private final String forgetTwo;

  KeepAnswers(Schema schema) {
    reserveKey = schema.in(RESERVE_KEY);
    readAnswer = schema.in(READ_ANSWER);
    keepAnswer = schema.in(KEEP_ANSWER);
    forgetTwo = schema.in(FORGET_TWO);
  }

  /// What was answered under a key.
  public record Kept(UUID fingerprint, String answer) {}

  /// What was answered under a key; empty where nothing was, or too long ago.
  public Optional<Kept> read(Connection connection, RequestKey key) throws SQLException {
    try (PreparedStatement read = connection.prepareStatement(readAnswer)) {
      read.setObject(1, key.id());
      read.setString(2, key.tenant().value());
      try (ResultSet row = read.executeQuery()) {
        return row.next()
            ? Optional.of(
                new Kept(row.getObject("fingerprint", UUID.class), row.getString("answer")))
            : Optional.empty();
      }
    }
  }

  /// Takes the key for this transaction, once all others that have it are ended; or says what was
  /// answered under it.
  ///
  /// @param time how long the answer is to be kept
  /// @return empty: the key is this transaction's
  public Optional<Kept> reserve(Connection connection, RequestKey key, Duration time)
      throws SQLException {
    try (PreparedStatement reserve = connection.prepareStatement(reserveKey)) {
      reserve.setString(1, key.tenant().value());
      reserve.setObject(2, key.id());
      reserve.setObject(3, key.fingerprint());
      reserve.setLong(4, time.toMillis());
      if (reserve.executeUpdate() == 1) {
        return Optional.empty();
      }
    }
    Optional<Kept> kept = read(connection, key);
    if (kept.isEmpty()) {
      throw new SQLException("the answer was forgotten while it was read", "40001");
    }
    return kept;
  }

  /// Keeps the answer under a key that is this transaction's, and forgets two that are too old.
  public void keep(Connection connection, RequestKey key, String answer) throws SQLException {
    try (PreparedStatement keep = connection.prepareStatement(keepAnswer)) {
      keep.setString(1, answer);
      keep.setObject(2, key.id());
      keep.setString(3, key.tenant().value());
      keep.executeUpdate();
    }
    try (PreparedStatement forget = connection.prepareStatement(forgetTwo)) {
      forget.executeUpdate();
    }
  }
}
