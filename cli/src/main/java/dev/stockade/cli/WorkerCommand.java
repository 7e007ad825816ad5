package dev.stockade.cli;

import dev.stockade.engine.Config;
import dev.stockade.engine.DatabaseException;
import dev.stockade.lab.Absent;
import dev.stockade.lab.database.Database;
import dev.stockade.server.QueueWorker;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "worker",
    header = "Work on the queue, beside the servers.",
    description = {
      "Decides what servers on the same database and Redis put in line. Any number of workers may run: each partition"
          + " has one at a time, and another takes it where that ends, stops or is killed.",
      "",
      "Servers work on the queue too; --set queue-worker=off leaves it to these."
    },
    exitCodeList = {
      "2:a wrong option",
      "69:no database, or it does not let us in",
      "130:ended by Ctrl-C",
      "143:ended by SIGTERM"
    })
final class WorkerCommand implements Callable<Integer> {
  @Option(names = "--json", description = "Print that it has begun as a JSON object.")
  private boolean json;

  @Mixin private SettingsOptions settings;

  @Mixin private DatabaseOptions database;

  @Mixin private RedisOptions redis;

  private final Console console;

  WorkerCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws InterruptedException {
    Config config = redis.required(settings.all());
    Database given = database.required();
    try {
      QueueWorker worker = QueueWorker.start(given::connect, config, this::say);
      Runtime.getRuntime().addShutdownHook(new Thread(worker::close, "stockade-worker-end"));
    } catch (DatabaseException e) {
      throw new Absent(String.valueOf(e.getMessage()), e);
    }
    console.out().println(json ? Json.object().put("status", "working") : "working");
    new CountDownLatch(1).await();
    return Exit.WELL;
  }

  private void say(String line) {
    console.err().println("stockade: " + line);
  }
}
