package dev.stockade.lab.campaign.fault;

import dev.stockade.lab.campaign.notes.Notes;
import dev.stockade.lab.campaign.notes.Recovery;
import dev.stockade.lab.campaign.site.Server;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/// What follows when something was mended: every server succeeds again, and it is taken down when.
final class Mended {
  /// A server that takes longer has not recovered.
  private static final Duration LIMIT = Duration.ofMinutes(1);

  private final Notes notes;
  private final Consumer<String> teller;

  Mended(Notes notes, Consumer<String> teller) {
    this.notes = notes;
    this.teller = teller;
  }

  void begin(Fault fault, List<Server> servers) {
    notes.recoveries().begin(fault.word(), servers.stream().map(Server::number).toList());
  }

  /// Returns when all have succeeded since.
  void await(Fault fault) throws InterruptedException {
    long now = notes.now();
    for (int server : notes.recoveries().await(fault.word(), LIMIT)) {
      notes.found(
          "callers",
          "NoRecovery",
          "server %d had no success within %d s after %s"
              .formatted(server, LIMIT.toSeconds(), fault.word()));
    }
    notes.recoveries().seen().stream()
        .filter(it -> it.what().equals(fault.word()) && it.at() + it.nanos() >= now)
        .forEach(this::tell);
  }

  private void tell(Recovery recovery) {
    teller.accept(
        "server %d succeeds %d ms after that".formatted(recovery.server(), recovery.millis()));
  }
}
