package dev.stockade.engine.ledger;

import dev.stockade.engine.call.Deadline;
import dev.stockade.engine.database.Columns;
import dev.stockade.engine.database.Finish;
import dev.stockade.engine.database.Schema;
import dev.stockade.engine.database.Script;
import dev.stockade.engine.database.Transaction;
import dev.stockade.engine.database.Transactions;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// The epochs of a queue's partitions. A worker that was paused writes nothing once another one has
/// taken its partition, though no version moved meanwhile: each of its transactions reads the epoch
/// and keeps it from being taken until the transaction has ended.
public final class Fences {
  private static final String TAKE_EPOCH =
      """
      INSERT INTO stockade.queue_epoch AS e (queue, partition, epoch)
      SELECT w.queue, w.partition, 1 FROM unnest(?::text[], ?::int4[]) w(queue, partition)
      ON CONFLICT (queue, partition) DO UPDATE SET epoch = e.epoch + 1
      RETURNING e.epoch
      """;

  private static final String HOLD_EPOCH =
      """
      SELECT e.epoch
      FROM unnest(?::text[], ?::int4[], ?::int8[]) w(queue, partition, epoch)
      JOIN stockade.queue_epoch e ON e.queue = w.queue AND e.partition = w.partition AND e.epoch = w.epoch
      FOR SHARE OF e
      """;

  private static final String READ_IDENTITY = "SELECT id FROM stockade.queue_identity";

  private final String takeEpoch;
  private final String holdEpoch;
  private final String readIdentity;

  Fences(Schema schema) {
    takeEpoch = schema.in(TAKE_EPOCH);
    holdEpoch = schema.in(HOLD_EPOCH);
    readIdentity = schema.in(READ_IDENTITY);
  }

  /// The name of this database in a Redis that several databases share.
  public UUID identity(Connection connection) throws SQLException {
    try (var statement = connection.prepareStatement(readIdentity);
        ResultSet rows = statement.executeQuery()) {
      rows.next();
      return rows.getObject("id", UUID.class);
    }
  }

  /// Takes a partition, once every transaction of the worker before it has ended. Empty where the
  /// database did not answer in time: it may be taken or not.
  public Optional<Fence> take(
      Transactions transactions, Deadline deadline, String queue, int partition)
      throws InterruptedException {
    return transactions.run(deadline, transaction -> new Taking(queue, partition))
            instanceof Finish.Committed<Taking>(Taking taken)
        ? Optional.of(new Fence(queue, partition, taken.epoch))
        : Optional.empty();
  }

  /// Adds the statement that finds the epoch as it was and keeps it so.
  void addTo(Script script, Fence fence) throws SQLException {
    List<Fence> row = List.of(fence);
    script.add(
        holdEpoch,
        new Columns()
            .add("text", row, Fence::queue)
            .add("int4", row, Fence::partition)
            .add("int8", row, Fence::epoch));
  }

  /// @throws Fence.Taken where the epoch is another one
  void check(ResultSet rows, Fence fence) throws SQLException {
    if (!rows.next()) {
      throw new Fence.Taken(fence);
    }
  }

  private final class Taking implements Transactions.Round {
    private final String queue;
    private final int partition;
    private long epoch;

    Taking(String queue, int partition) {
      this.queue = queue;
      this.partition = partition;
    }

    @Override
    public boolean writes() {
      return true;
    }

    @Override
    public void write(Transaction transaction) throws SQLException {
      var columns =
          new Columns()
              .add("text", List.of(queue), name -> name)
              .add("int4", List.of(partition), number -> number);
      try (Script script = transaction.lastScript()) {
        ResultSet rows = script.add(takeEpoch, columns).run().getFirst();
        rows.next();
        epoch = rows.getLong("epoch");
      }
    }
  }
}
