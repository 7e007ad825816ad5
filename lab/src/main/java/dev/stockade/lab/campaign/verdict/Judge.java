package dev.stockade.lab.campaign.verdict;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.stockade.core.CollectionId;
import dev.stockade.lab.arena.Finding;
import dev.stockade.lab.campaign.notes.Notes;
import dev.stockade.lab.campaign.site.Site;
import dev.stockade.lab.http.Untold;
import dev.stockade.proof.audit.Audit;
import dev.stockade.proof.audit.AuditReport;
import dev.stockade.proof.audit.NotAuditable;
import dev.stockade.proof.checker.Checker;
import dev.stockade.proof.history.Call;
import dev.stockade.proof.history.Ending;
import dev.stockade.proof.history.Endings;
import dev.stockade.proof.history.History;
import dev.stockade.proof.history.HistoryFile;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/// Judges rounds, each when everybody has an answer: the audit, the acceptances that were told, the
/// checker, the search through small histories, and the times. Used by one thread.
public final class Judge {
  private static final String SCHEMA = "stockade";

  private final Site site;
  private final Times times;
  private final Acceptances acceptances = new Acceptances();

  public Judge(Site site, Times times) {
    this.site = site;
    this.times = times;
  }

  /// Acceptances that callers were told of, in all rounds.
  public int acceptances() {
    return acceptances.size();
  }

  /// What a round came to. Where it found something, its history is kept in the directory of the
  /// site.
  ///
  /// @param end when the callers were told that it is over
  public RoundVerdict judge(int round, Notes notes, long end) throws SQLException {
    var findings = new ArrayList<>(notes.findings());
    History history;
    try (Connection connection = site.postgres().connect()) {
      history = history(connection, notes);
      findings.addAll(acceptances.add(history.calls()));
      findings.addAll(acceptances.missing(connection));
      findings.addAll(audit(connection));
    }
    Checker.check(history)
        .forEach(it -> findings.add(new Finding("checker", it.name(), it.sentence())));
    findings.addAll(Rushes.refusedAndAccepted(history, is(Notes.Kind.RUSH, notes)));
    Markets markets = Markets.judge(history, is(Notes.Kind.MARKET, notes));
    findings.addAll(markets.findings());
    findings.addAll(times.judge(notes, site.servers().size(), end));
    if (!findings.isEmpty()) {
      keep(history, round);
    }
    return new RoundVerdict(
        history.calls().size(),
        history.openings().size(),
        markets.judged(),
        markets.givenUp(),
        findings);
  }

  private static Predicate<CollectionId> is(Notes.Kind kind, Notes notes) {
    Map<CollectionId, Notes.Kind> kinds = notes.kinds();
    return id -> kinds.get(id) == kind;
  }

  private static History history(Connection connection, Notes notes) throws SQLException {
    List<Ending> read = Endings.read(connection, SCHEMA, notes.kinds().keySet());
    Map<CollectionId, Ending> endings = new HashMap<>();
    read.forEach(ending -> endings.put(ending.row().id(), ending));
    History told = notes.recorder().history(true, read);
    var calls = new ArrayList<Call>();
    for (Call call : told.calls()) {
      Ending ending = endings.get(call.command().collection());
      calls.add(ending == null ? call : Untold.fill(call, ending));
    }
    return new History(true, told.openings(), told.bids(), calls, told.endings());
  }

  private static List<Finding> audit(Connection connection) throws SQLException {
    try {
      AuditReport report = Audit.run(connection, SCHEMA);
      return report.violations().stream()
          .map(it -> new Finding("audit", it.name(), it.sentence()))
          .toList();
    } catch (NotAuditable e) {
      return List.of(new Finding("audit", "NotAuditable", String.valueOf(e.getMessage())));
    }
  }

  private void keep(History history, int round) {
    site.keep();
    Path file = site.directory().resolve("round-%d.jsonl".formatted(round));
    try (Writer writer = Files.newBufferedWriter(file, UTF_8)) {
      HistoryFile.write(history, writer);
    } catch (IOException e) {
      throw new IllegalStateException("cannot write " + file, e);
    }
  }
}
