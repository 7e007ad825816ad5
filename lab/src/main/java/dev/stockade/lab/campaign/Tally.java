package dev.stockade.lab.campaign;

import dev.stockade.lab.arena.Finding;
import dev.stockade.lab.campaign.notes.Notes;
import dev.stockade.lab.campaign.notes.Recovery;
import dev.stockade.lab.campaign.verdict.RoundVerdict;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What the rounds add up to. Confined to one thread.
final class Tally {
  private final List<RoundVerdict> verdicts = new ArrayList<>();
  private final List<Finding> findings = new ArrayList<>();
  private final List<Recovery> recoveries = new ArrayList<>();
  private final Map<Notes.Count, Long> counts = new EnumMap<>(Notes.Count.class);
  private int acceptances;
  private Optional<Path> kept = Optional.empty();

  void add(Notes notes, RoundVerdict verdict) {
    verdicts.add(verdict);
    findings.addAll(verdict.findings());
    recoveries.addAll(notes.recoveries().seen());
    for (Notes.Count count : Notes.Count.values()) {
      counts.merge(count, notes.counted(count), Long::sum);
    }
  }

  void add(Finding finding) {
    findings.add(finding);
  }

  void acceptances(int different) {
    acceptances = different;
  }

  void kept(Path directory) {
    kept = Optional.of(directory);
  }

  int rounds() {
    return verdicts.size();
  }

  List<RoundVerdict> verdicts() {
    return verdicts;
  }

  List<Finding> findings() {
    return findings;
  }

  List<Recovery> recoveries() {
    return recoveries;
  }

  long counted(Notes.Count count) {
    return counts.getOrDefault(count, 0L);
  }

  /// Different acceptances that callers were told of.
  int acceptances() {
    return acceptances;
  }

  /// Where everything was kept, if something was found.
  Optional<Path> kept() {
    return kept;
  }
}
