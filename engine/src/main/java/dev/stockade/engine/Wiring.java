package dev.stockade.engine;

import dev.stockade.engine.call.Calls;
import dev.stockade.engine.database.Attempts;
import dev.stockade.engine.database.Migrations;
import dev.stockade.engine.database.Schema;
import dev.stockade.engine.database.Transactions;
import dev.stockade.engine.ledger.Tables;
import dev.stockade.engine.strategy.Decider;
import dev.stockade.engine.strategy.Joined;
import dev.stockade.engine.strategy.rowlock.RowLock;
import java.util.Random;
import javax.sql.DataSource;

/// Puts an engine together.
final class Wiring {
  private Wiring() {}

  static Stockade wire(DataSource database, Config config) {
    var schema = new Schema(config.schema());
    var migrations = new Migrations(database, schema);
    switch (config.migration()) {
      case MIGRATE -> migrations.migrate();
      case VALIDATE -> migrations.validate();
      case OFF -> {}
    }
    var calls = new Calls(config.get(Setting.WAITING_CALLS), System::nanoTime);
    var attempts =
        new Attempts(
            new Transactions(
                database,
                config.get(Setting.CONNECTIONS),
                config.get(Setting.IDLE_IN_TRANSACTION),
                config.get(Setting.CONNECTION_CHECK)),
            config.get(Setting.ATTEMPTS),
            config.time(Setting.FIRST_PAUSE),
            config.time(Setting.LONGEST_PAUSE),
            new Random());
    Tables tables = Tables.in(schema);
    var decider = new Decider(attempts, tables);
    var rowLock = new RowLock(decider);
    return new Stockade(config, calls, attempts, tables, rowLock, new Joined(decider, rowLock));
  }
}
