package dev.stockade.lab.audit;

import dev.stockade.lab.Absent;
import dev.stockade.lab.database.Database;
import dev.stockade.lab.report.Drawing;
import dev.stockade.proof.audit.Audit;
import dev.stockade.proof.audit.AuditReport;
import dev.stockade.proof.audit.AuditViolation;
import dev.stockade.proof.audit.NotAuditable;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/// What the audit found in a schema, for people and for programs.
public final class DatabaseAudit {
  private final Database database;
  private final String schema;
  private final AuditReport report;

  private DatabaseAudit(Database database, String schema, AuditReport report) {
    this.database = database;
    this.schema = schema;
    this.report = report;
  }

  /// Audits a schema in one snapshot. Others may go on writing.
  ///
  /// @throws Absent where the schema is not there or not Stockade's, or the database fails
  public static DatabaseAudit of(Database database, String schema) {
    try (Connection connection = database.connectForLong()) {
      return new DatabaseAudit(database, schema, Audit.run(connection, schema));
    } catch (SQLException e) {
      throw database.refusal(e);
    } catch (NotAuditable e) {
      throw new Absent(
          "nothing to audit in %s: %s; name another with --schema"
              .formatted(database, sentenceOf(e)),
          e);
    }
  }

  private static String sentenceOf(NotAuditable e) {
    String sentence = String.valueOf(e.getMessage());
    return sentence.endsWith(".") ? sentence.substring(0, sentence.length() - 1) : sentence;
  }

  public boolean isClean() {
    return report.isClean();
  }

  /// The report for programs.
  ///
  /// @param violations how many there are in all
  /// @param found the first [Audit#MAX_TOLD] of them
  public record Json(
      String database,
      String schema,
      long collections,
      long bids,
      long events,
      long violations,
      List<Found> found) {}

  /// @param sequence of the event that shows it; absent where none does
  public record Found(String name, String collection, OptionalLong sequence, String sentence) {}

  public Json json() {
    return new Json(
        database.toString(),
        schema,
        report.collections(),
        report.bids(),
        report.events(),
        report.found(),
        report.violations().stream()
            .map(it -> new Found(it.name(), it.collection(), it.sequence(), it.sentence()))
            .toList());
  }

  /// The report for people.
  public List<String> lines() {
    var lines = new ArrayList<String>();
    for (AuditViolation violation : report.violations()) {
      lines.add(
          "%s  collection %s%s  %s"
              .formatted(
                  violation.name(),
                  violation.collection(),
                  violation.sequence().isPresent()
                      ? ", sequence " + violation.sequence().getAsLong()
                      : "",
                  violation.sentence()));
    }
    long untold = report.found() - report.violations().size();
    if (untold > 0) {
      lines.add("and %s more".formatted(Drawing.count(untold)));
    }
    lines.add(
        "%s: schema %s of %s has %s, %s and %s."
            .formatted(
                report.isClean() ? "Sound" : Drawing.counted(report.found(), "violation"),
                schema,
                database,
                Drawing.counted(report.collections(), "collection"),
                Drawing.counted(report.bids(), "bid"),
                Drawing.counted(report.events(), "event")));
    return lines;
  }
}
