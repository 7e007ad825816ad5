package dev.stockade.cli;

import dev.stockade.embedded.LocalRedis;
import dev.stockade.embedded.PostgresUnavailable;
import dev.stockade.embedded.RedisUnavailable;
import dev.stockade.engine.DatabaseException;
import dev.stockade.lab.Absent;
import dev.stockade.lab.Mistake;
import dev.stockade.lab.database.Database;
import dev.stockade.lab.database.DatabaseUrl;
import dev.stockade.server.Server;
import dev.stockade.server.ServerConfig;
import dev.stockade.server.database.Connector;
import dev.stockade.server.database.LocalDatabase;
import dev.stockade.server.http.PortUnavailable;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "serve",
    header = "Serve the engine over HTTP, on the loopback interface.",
    description = {
      "Prints its URL when it answers. Ctrl-C or SIGTERM end it: it lets nobody in any more and answers who is inside.",
      "Without --database it keeps its data in a directory, in an embedded PostgreSQL that is as durable as any. Without --redis it starts"
          + " one, which holds nothing that could not be lost."
    },
    exitCodeList = {
      "2:a wrong option",
      "69:no database, or it does not let us in; another process has the directory; the port is taken",
      "130:ended by Ctrl-C",
      "143:ended by SIGTERM"
    })
final class ServeCommand implements Callable<Integer> {
  @Option(
      names = "--port",
      defaultValue = "8080",
      description = "Port to listen on; 0 takes one that is free. Default: ${DEFAULT-VALUE}.")
  private int port;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description =
          "Directory of the embedded PostgreSQL. Default: stockade below XDG_DATA_HOME, else ~/.local/share/stockade.")
  private @Nullable Path directory;

  @Option(names = "--json", description = "Print the URL as a JSON object.")
  private boolean json;

  @Mixin private SettingsOptions settings;

  @Mixin private DatabaseOptions database;

  @Mixin private RedisOptions redis;

  private final Console console;

  ServeCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws InterruptedException {
    if (directory != null && database.isGiven()) {
      throw new Mistake("give either --data or --database");
    }
    Optional<DatabaseUrl> url = directory == null ? database.url() : Optional.empty();
    try {
      ServerConfig config = config();
      PortUnavailable.check(config.port());
      if (url.isPresent()) {
        serve(Database.given(url.get())::connect, config);
      } else {
        serveLocally(config);
      }
    } catch (PortUnavailable | PostgresUnavailable | DatabaseException e) {
      throw new Absent(String.valueOf(e.getMessage()), e);
    }
    new CountDownLatch(1).await();
    return Exit.WELL;
  }

  private ServerConfig config() {
    try {
      ServerConfig config = ServerConfig.on(port).with(settings.all());
      return redis.url().map(config::withRedis).orElse(config);
    } catch (IllegalArgumentException e) {
      throw new Mistake(String.valueOf(e.getMessage()), e);
    }
  }

  /// Without one the queue is decided under the row lock.
  private Optional<LocalRedis> ownRedis() {
    try {
      return Optional.of(LocalRedis.temporary(this::say));
    } catch (RedisUnavailable e) {
      say(e.getMessage() + "; without Redis the queue is decided under the row lock");
      return Optional.empty();
    }
  }

  /// Two servers on one database without a common Redis must not share a queue.
  private static String node(int port) {
    return "local-" + Integer.toHexString(host().hashCode()) + "-" + port;
  }

  private static String host() {
    try {
      return InetAddress.getLocalHost().toString();
    } catch (UnknownHostException e) {
      return "";
    }
  }

  private void serveLocally(ServerConfig config) {
    LocalDatabase local = LocalDatabase.at(directory == null ? home() : directory, this::say);
    try {
      local.stopAfter(serve(local::connect, config)::close);
    } catch (RuntimeException e) {
      local.close();
      throw e;
    }
  }

  private Server serve(Connector connector, ServerConfig config) {
    Optional<LocalRedis> own = config.engine().redis().isPresent() ? Optional.empty() : ownRedis();
    ServerConfig onRedis = own.map(it -> config.withOwnRedis(it.uri(), node(port))).orElse(config);
    Server server = Server.start(connector, onRedis, this::say);
    own.ifPresent(it -> it.stopAfter(server::close));
    Runtime.getRuntime().addShutdownHook(new Thread(server::close, "stockade-serve-end"));
    String url = server.url().toString();
    console.out().println(json ? Json.object().put("url", url) : url);
    return server;
  }

  private void say(String line) {
    console.err().println("stockade: " + line);
  }

  private static Path home() {
    String configured = System.getenv().getOrDefault("XDG_DATA_HOME", "");
    Path shared =
        configured.startsWith("/")
            ? Path.of(configured)
            : Path.of(System.getProperty("user.home"), ".local", "share");
    return shared.resolve("stockade");
  }
}
