package dev.stockade.cli;

import dev.stockade.lab.arena.Contender;
import java.util.ArrayList;

/// What `--strategy` can be, for the help.
final class StrategyNames extends ArrayList<String> {
  private static final long serialVersionUID = 1L;

  StrategyNames() {
    Contender.ALL.forEach(contender -> add(contender.name().value()));
  }
}
