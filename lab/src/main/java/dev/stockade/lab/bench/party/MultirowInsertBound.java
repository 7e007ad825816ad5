package dev.stockade.lab.bench.party;

import dev.stockade.lab.bench.ground.BidBook;
import dev.stockade.lab.bench.ground.Ground;
import dev.stockade.lab.bench.load.Contestant;
import dev.stockade.lab.bench.load.Reply;
import dev.stockade.lab.database.Database;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.UUID;

/// Inserts the rows of acceptances, a thousand in one transaction on one connection, and nothing
/// else: it reads no bid, checks nothing and updates nothing. Whoever writes the same rows to the
/// same table with the same indexes does more. Confined to one thread.
final class MultirowInsertBound implements Contestant {
  private static final int ROWS = 1_000;

  private static final String INSERT =
      """
      INSERT INTO stockade.event (tenant, collection, sequence, kind, quantity, stock, at, bid)
      SELECT 'default', ?, e.sequence, 'accepted', 1, e.stock, clock_timestamp(), e.bid
      FROM unnest(?, ?, ?) e(sequence, stock, bid)
      """;

  private final BidBook book;
  private final int supply;
  private final Database database;
  private final Connection connection;
  private final PreparedStatement insert;

  MultirowInsertBound(Ground ground) {
    this.book = ground.book();
    this.supply = ground.scenario().supply();
    this.database = ground.database();
    try {
      this.connection = database.connect();
      this.insert = connection.prepareStatement(Ground.in(ground.schema(), INSERT));
    } catch (SQLException e) {
      throw database.refusal(e);
    }
  }

  @Override
  public int block() {
    return ROWS;
  }

  @Override
  public Reply accept(int first) {
    var sequences = new Long[ROWS];
    var stocks = new Integer[ROWS];
    var bids = new UUID[ROWS];
    for (int i = 0; i < ROWS; i++) {
      sequences[i] = first + i + 1L;
      stocks[i] = supply - first - i - 1;
      bids[i] = book.bid(first + i).value();
    }
    try {
      insert.setObject(1, book.collection(first).value());
      insert.setArray(2, connection.createArrayOf("bigint", sequences));
      insert.setArray(3, connection.createArrayOf("int", stocks));
      insert.setArray(4, connection.createArrayOf("uuid", bids));
      insert.executeUpdate();
      return Reply.ACCEPTED;
    } catch (SQLException e) {
      throw database.refusal(e);
    }
  }

  @Override
  public void close() {
    try {
      connection.close();
    } catch (SQLException e) {
      throw database.refusal(e);
    }
  }
}
