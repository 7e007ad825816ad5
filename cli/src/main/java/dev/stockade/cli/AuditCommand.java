package dev.stockade.cli;

import dev.stockade.lab.Mistake;
import dev.stockade.lab.audit.DatabaseAudit;
import dev.stockade.lab.database.Database;
import dev.stockade.lab.report.Screen;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "audit",
    header = "Prove from the tables that no promise was broken.",
    description = {
      "Reads a database in one snapshot, with SQL of its own and without the engine's code, and changes nothing. It"
          + " may run beside a server. For each collection: supply = stock + held + accepted; the events count 1, 2, 3,"
          + " … without a gap; replaying them gives the row; no bid is accepted twice."
    },
    exitCodeList = {
      "0:no violation",
      "1:violations, each with its name, collection and sequence",
      "2:a wrong option",
      "69:no database, it does not let us in, or its schema is not Stockade's"
    })
final class AuditCommand implements Callable<Integer> {
  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "The data directory of an embedded PostgreSQL, instead of --database.")
  private @Nullable Path data;

  @Option(
      names = "--schema",
      paramLabel = "NAME",
      defaultValue = "stockade",
      description = "The schema of the tables. Default: ${DEFAULT-VALUE}.")
  private String schema = "";

  @Option(names = "--json", description = "Print one JSON object instead of the report.")
  private boolean json;

  @Mixin private DatabaseOptions database;

  private final Console console;

  AuditCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    try (Database opened = open()) {
      DatabaseAudit audit = DatabaseAudit.of(opened, schema);
      if (json) {
        console.out().println(Json.write(audit.json()));
      } else {
        audit.lines().forEach(console.out()::println);
      }
      return audit.isClean() ? Exit.WELL : Exit.VIOLATION;
    }
  }

  private Database open() {
    if (data != null) {
      if (database.isGiven()) {
        throw new Mistake("give either --data or --database");
      }
      return Database.at(data, new Screen(console.err(), console.live()));
    }
    return database
        .url()
        .map(Database::given)
        .orElseThrow(() -> new Mistake("say what to audit: --database URL or --data DIR"));
  }
}
