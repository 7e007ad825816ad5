package dev.stockade.lab.campaign.verdict;

import dev.stockade.lab.arena.Finding;
import java.util.List;

/// What a round came to.
///
/// @param calls that were sent, deferred and lost ones among them
/// @param searched small histories that were searched through
/// @param givenUp small histories that were too much for the search
public record RoundVerdict(
    int calls, int collections, int searched, int givenUp, List<Finding> findings) {
  public RoundVerdict {
    findings = List.copyOf(findings);
  }
}
