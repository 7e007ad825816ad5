package dev.stockade.lab.bench.study;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.stockade.core.StrategyName;
import dev.stockade.engine.Strategies;
import dev.stockade.lab.Absent;
import dev.stockade.lab.bench.ground.BidBook;
import dev.stockade.lab.bench.ground.Ground;
import dev.stockade.lab.bench.ground.Proof;
import dev.stockade.lab.bench.ground.Scenario;
import dev.stockade.lab.bench.ground.Told;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The statements of the hand-written row lock, sent by PostgreSQL's own pgbench to the same
/// tables: whether the baseline is as fast as it can be, whatever Java does.
final class Pgbench {
  private static final String PARTY = "baseline-row-lock";
  private static final StrategyName ROW_LOCK = Strategies.ROW_LOCK;

  /// As many as the baseline's pool is tried with.
  private static final List<Integer> CLIENTS = List.of(2, 4, 10);

  private static final int MOST_CLIENTS = 10;

  /// More than one client accepts in a second.
  private static final int BIDS_PER_SECOND = 8_000;

  private static final String PLACE =
      """
      INSERT INTO stockade.bid (id, collection, bidder, quantity, price, currency)
      SELECT ('01900000-0000-7000-8000-' || lpad(to_hex(n), 12, '0'))::uuid, '$collection', 'caller', 1, 100, 'EUR'
      FROM generate_series(0, $most) n
      """;

  private static final Pattern DONE =
      Pattern.compile("number of transactions actually processed: (\\d+)");
  private static final Pattern RATE =
      Pattern.compile("tps = ([0-9.]+) \\(without initial connection time\\)");

  private final Study.Frame frame;
  private final String collection = BidBook.collectionOfRank(0).toString();
  private final long seconds;
  private final int chunk;

  Pgbench(Study.Frame frame) {
    this.frame = frame;
    this.seconds = Math.max(1, frame.measured().toSeconds());
    this.chunk = (int) Math.min(seconds * BIDS_PER_SECOND, Ground.MOST_BIDS / MOST_CLIENTS);
  }

  /// Empty where there is no pgbench here.
  Optional<CrossCheck> check() throws InterruptedException {
    if (!isOnPath()) {
      frame.screen().say("pgbench is not on the PATH: the row lock is not checked by it");
      return Optional.empty();
    }
    frame.screen().step("pgbench, the statements of " + PARTY);
    Path script = write();
    try (Ground ground = Ground.lay(frame.site(), Scenario.HOT, frame.seed())) {
      ground.change(
          PLACE
              .replace("$collection", collection)
              .replace("$most", Integer.toString(MOST_CLIENTS * chunk - 1)));
      ground.change("ANALYZE stockade.bid");
      Files.writeString(script, Ground.in(ground.schema(), statements()));
      return Optional.of(fastest(ground, script));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      delete(script);
    }
  }

  private record Ran(int clients, double perSecond, Optional<String> fault) {}

  private CrossCheck fastest(Ground ground, Path script) throws IOException, InterruptedException {
    var runs = new ArrayList<Ran>();
    Ran best = new Ran(0, -1, Optional.empty());
    for (int clients : CLIENTS) {
      Ran ran = run(ground, script, clients);
      runs.add(ran);
      best = ran.perSecond() > best.perSecond() ? ran : best;
    }
    for (int run = 1; run < frame.runs(); run++) {
      runs.add(run(ground, script, best.clients()));
    }
    int clients = best.clients();
    double[] rates =
        runs.stream()
            .filter(it -> it.clients() == clients)
            .mapToDouble(Ran::perSecond)
            .sorted()
            .toArray();
    Optional<String> fault = runs.stream().flatMap(it -> it.fault().stream()).findFirst();
    return new CrossCheck(
        "pgbench",
        PARTY,
        clients,
        fault.isEmpty()
            ? OptionalDouble.of(Math.round(rates[rates.length / 2] * 10) / 10.0)
            : OptionalDouble.empty(),
        fault);
  }

  private Ran run(Ground ground, Path script, int clients)
      throws IOException, InterruptedException {
    ground.forget();
    ground.open(ROW_LOCK.value());
    String said = said(script, clients);
    long done = Long.parseLong(find(DONE, said));
    Optional<String> fault =
        ground.written() == done
            ? Proof.of(ground, new Told(MOST_CLIENTS * chunk, 0), done).fault()
            : Optional.of("pgbench told other acceptances than the log has");
    return new Ran(clients, Double.parseDouble(find(RATE, said)), fault);
  }

  private String said(Path script, int clients) throws IOException, InterruptedException {
    var words =
        List.of(
            "pgbench",
            "--no-vacuum",
            "--protocol=prepared",
            "--client=" + clients,
            "--jobs=" + Math.min(2, clients),
            "--time=" + seconds,
            "--define=n=0",
            "--define=chunk=" + chunk,
            "--define=collection=" + collection,
            "--file=" + script);
    var builder = new ProcessBuilder(words).redirectErrorStream(true).redirectInput(Redirect.PIPE);
    builder.environment().putAll(frame.site().database().libpqEnvironment());
    builder.environment().put("LC_ALL", "C");
    Process process = builder.start();
    try (InputStream output = process.getInputStream()) {
      String said = new String(output.readAllBytes(), UTF_8);
      if (process.waitFor() != 0) {
        throw new Absent("pgbench failed: " + said.strip());
      }
      return said;
    } finally {
      process.destroyForcibly();
    }
  }

  private static String find(Pattern pattern, String said) {
    Matcher found = pattern.matcher(said);
    if (!found.find()) {
      throw new Absent("pgbench must be version 14 or newer; it said: " + said.strip());
    }
    return found.group(1);
  }

  private static boolean isOnPath() {
    return Arrays.stream(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
        .anyMatch(directory -> Files.isExecutable(Path.of(directory, "pgbench")));
  }

  private static Path write() {
    try {
      return Files.createTempFile("stockade-row-lock", ".sql");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void delete(Path script) {
    try {
      Files.deleteIfExists(script);
    } catch (IOException gone) {
      // It is in the directory for what is temporary.
    }
  }

  private static String statements() throws IOException {
    try (InputStream script = Pgbench.class.getResourceAsStream("row-lock.pgbench.sql")) {
      if (script == null) {
        throw new IllegalStateException("there is no row-lock.pgbench.sql");
      }
      return new String(script.readAllBytes(), UTF_8);
    }
  }
}
