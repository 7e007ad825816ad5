package dev.stockade.lab.arena;

import dev.stockade.engine.Config;
import dev.stockade.engine.Setting;
import dev.stockade.engine.Stockade;
import dev.stockade.lab.database.ScratchSchema;
import java.util.ArrayList;
import java.util.List;

/// The engines of a contender, on the tables of one scratch schema, which goes with them.
///
/// @param started at least one
record Engines(ScratchSchema schema, List<Stockade> started) implements AutoCloseable {
  /// Starts the engines. The schema is dropped where that fails.
  static Engines start(ScratchSchema schema, Contender contender) {
    Config config =
        Config.defaults()
            .withSchema(schema.name())
            .with(Setting.CONNECTIONS, contender.connections())
            .with(Setting.DEADLINE, Setting.DEADLINE.max());
    var engines = new Engines(schema, new ArrayList<>());
    try {
      contender
          .engines()
          .forEach(it -> engines.started.add(Stockade.on(schema.pool(), it.apply(config))));
      return engines;
    } catch (RuntimeException | Error e) {
      engines.close();
      throw e;
    }
  }

  Stockade first() {
    return started.getFirst();
  }

  @Override
  public void close() {
    try {
      started.forEach(Stockade::close);
    } finally {
      schema.close();
    }
  }
}
