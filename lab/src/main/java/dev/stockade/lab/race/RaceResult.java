package dev.stockade.lab.race;

/// What came of one contender, as it stands in the JSON report.
///
/// @param accepted callers that were told that they have a unit
/// @param soldOut callers that were told that there is none
/// @param rateLimited callers that the rate limit refused, who did not ask again
/// @param deferred callers without a decision at the end, however often they asked
/// @param oversold units that were promised and do not exist
/// @param violations found by the checker and by the audit
/// @param acceptsPerSecond from the start to the last acceptance
/// @param p50Millis half of the callers had their decision within this time, waiting included
public record RaceResult(
    String strategy,
    int stock,
    int callers,
    int accepted,
    int soldOut,
    int rateLimited,
    int deferred,
    long oversold,
    long violations,
    double acceptsPerSecond,
    double p50Millis,
    double p99Millis) {}
