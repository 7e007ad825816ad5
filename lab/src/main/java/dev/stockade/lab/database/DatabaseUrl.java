package dev.stockade.lab.database;

import dev.stockade.lab.Mistake;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.postgresql.Driver;
import org.postgresql.PGProperty;

/// Where a PostgreSQL is and who wants in: `postgresql://user@host:port/database?parameter=value`,
/// the same with `postgres://`, or a URL of JDBC.
///
/// What a URL leaves out is as in psql: the user is `PGUSER` or that of the operating system, the
/// host is this machine, the port 5432, the database named like the user. Parameters are those of
/// JDBC's driver; the ones of libpq that have another name there are translated.
public final class DatabaseUrl {
  static final String FORM = "a database URL looks like postgresql://user@host:5432/database";

  private static final String JDBC = "jdbc:postgresql:";

  private final String server;
  private final String database;
  private final Map<String, String> parameters;

  private DatabaseUrl(String server, String database, Map<String, String> parameters) {
    this.server = server;
    this.database = database;
    this.parameters = Map.copyOf(parameters);
  }

  /// Reads a URL.
  ///
  /// @throws Mistake with one sentence that names what is wrong and no password
  public static DatabaseUrl parse(String text) {
    return parse(text, System.getenv().getOrDefault("PGUSER", System.getProperty("user.name")));
  }

  static DatabaseUrl parse(String text, String defaultUser) {
    if (text.startsWith(JDBC)) {
      return of(text, Map.of(), defaultUser);
    }
    LibpqUrl url = LibpqUrl.parse(text);
    return of(url.jdbc(), url.userInfo(), defaultUser);
  }

  private static DatabaseUrl of(String jdbc, Map<String, String> userInfo, String defaultUser) {
    var parsed = Driver.parseURL(jdbc, null);
    if (parsed == null) {
      throw new Mistake(
          "the database URL is malformed, look at its port and its percent signs: " + FORM);
    }
    var parameters = new TreeMap<String, String>();
    parsed.stringPropertyNames().forEach(name -> parameters.put(name, parsed.getProperty(name)));
    parameters.putAll(userInfo);
    String server =
        server(take(parameters, PGProperty.PG_HOST), take(parameters, PGProperty.PG_PORT));
    Optional<String> database = Optional.of(take(parameters, PGProperty.PG_DBNAME));
    parameters.keySet().stream()
        .filter(name -> PGProperty.forName(name) == null)
        .findFirst()
        .ifPresent(
            name -> {
              throw new Mistake("the database URL has the unknown parameter '%s'".formatted(name));
            });
    String user = parameters.computeIfAbsent(PGProperty.USER.getName(), name -> defaultUser);
    return new DatabaseUrl(server, database.filter(it -> !it.isEmpty()).orElse(user), parameters);
  }

  private static String take(Map<String, String> parameters, PGProperty parameter) {
    String value = parameters.remove(parameter.getName());
    return value == null ? "" : value;
  }

  private static String server(String hosts, String ports) {
    String[] host = hosts.split(",", -1);
    String[] port = ports.split(",", -1);
    return IntStream.range(0, host.length)
        .mapToObj(i -> (host[i].isEmpty() ? "localhost" : host[i]) + ":" + port[i])
        .collect(Collectors.joining(","));
  }

  /// Whether it brings a password of its own.
  public boolean hasPassword() {
    return parameters.containsKey(PGProperty.PASSWORD.getName());
  }

  public DatabaseUrl withPassword(String password) {
    return with(PGProperty.PASSWORD, password);
  }

  /// The same, with a value for a parameter that it leaves out.
  DatabaseUrl withDefault(PGProperty parameter, String value) {
    return parameters.containsKey(parameter.getName()) ? this : with(parameter, value);
  }

  private DatabaseUrl with(PGProperty parameter, String value) {
    var changed = new TreeMap<>(parameters);
    changed.put(parameter.getName(), value);
    return new DatabaseUrl(server, database, changed);
  }

  /// Host and port as people write them; several with commas.
  String server() {
    return server;
  }

  String database() {
    return database;
  }

  String user() {
    return parameters.getOrDefault(PGProperty.USER.getName(), "");
  }

  /// For the driver, without [#parameters].
  String jdbc() {
    return JDBC + "//" + server + "/" + URLEncoder.encode(database, StandardCharsets.UTF_8);
  }

  /// For the driver: the user, the password if there is one, and all else.
  Map<String, String> parameters() {
    return parameters;
  }

  /// For programs that read the variables of libpq: the first host, the user, the password, and how
  /// it is encrypted.
  Map<String, String> environment() {
    String first = server.split(",", 2)[0];
    int colon = first.lastIndexOf(':');
    var environment = new TreeMap<String, String>();
    environment.put("PGHOST", first.substring(0, colon).replaceAll("[\\[\\]]", ""));
    environment.put("PGPORT", first.substring(colon + 1));
    environment.put("PGDATABASE", database);
    environment.put("PGUSER", user());
    Map.of(PGProperty.PASSWORD, "PGPASSWORD", PGProperty.SSL_MODE, "PGSSLMODE")
        .forEach(
            (parameter, variable) -> {
              String value = parameters.get(parameter.getName());
              if (value != null) {
                environment.put(variable, value);
              }
            });
    return environment;
  }

  /// Without the password.
  @Override
  public String toString() {
    return "%s at %s".formatted(database, server);
  }
}
