package dev.stockade.lab.bench.load;

import java.time.Duration;

/// How a load runs.
///
/// @param callers at once
/// @param warmUp not measured
/// @param patience how long an answer may take beyond the measured time
public record Plan(int callers, Duration warmUp, Duration measured, Duration patience) {}
