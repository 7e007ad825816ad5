package dev.stockade.lab.campaign.caller;

import dev.stockade.engine.Config;
import dev.stockade.engine.QueueConfig;
import dev.stockade.engine.Setting;
import dev.stockade.engine.Stockade;
import dev.stockade.lab.campaign.site.OwnQueue;
import dev.stockade.lab.campaign.site.Site;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Predicate;
import org.postgresql.ds.PGSimpleDataSource;

/// All doors of a site: its servers and, where it has a proxy, an engine in this process behind the
/// same proxy. Thread-safe.
public final class Doors implements AutoCloseable {
  private static final int CONNECTIONS = 4;
  private static final int CONNECT_SECONDS = 2;
  private static final int ANSWER_SECONDS = 10;

  private final List<ServerDoor> servers;
  private final Optional<Stockade> engine;
  private final List<Door> doors = new ArrayList<>();

  private Doors(Site site, Optional<Stockade> engine) {
    this.engine = engine;
    this.servers = site.servers().stream().map(ServerDoor::of).toList();
    doors.addAll(servers);
    engine.ifPresent(it -> doors.add(new NodeDoor(it)));
  }

  /// The doors of a site that is open.
  public static Doors of(Site site) throws SQLException {
    Optional<Stockade> engine =
        site.proxy().isPresent()
            ? Optional.of(engine(site.proxy().get().through(site.postgres().url()), site.queue()))
            : Optional.empty();
    return new Doors(site, engine);
  }

  /// Without a pool: one would wait longer and longer while the database is away.
  private static Stockade engine(String url, Optional<OwnQueue> queue) {
    var database = new PGSimpleDataSource();
    database.setURL(url);
    database.setApplicationName("stockade-node");
    database.setConnectTimeout(CONNECT_SECONDS);
    database.setSocketTimeout(ANSWER_SECONDS);
    Config config =
        Config.defaults()
            .with(Setting.CONNECTIONS, CONNECTIONS)
            .with(Setting.DEADLINE, Site.DEADLINE_MILLIS)
            .withQueue(QueueConfig.defaults().withWorker(false));
    return Stockade.on(database, queue.map(it -> config.withRedis(it.url())).orElse(config));
  }

  /// One of those that suit, by lot.
  Door pick(Random random, Predicate<Door> suits) {
    List<Door> suitable = doors.stream().filter(suits).toList();
    return suitable.get(random.nextInt(suitable.size()));
  }

  /// Whether there is an engine in this process.
  boolean hasNode() {
    return engine.isPresent();
  }

  @Override
  public void close() {
    engine.ifPresent(Stockade::close);
    servers.forEach(ServerDoor::close);
  }
}
