package dev.stockade.lab.advise;

import dev.stockade.core.StrategyName;

/// What a strategy accepts per second.
///
/// @param callers at once
public record Figure(StrategyName strategy, int callers, double perSecond) {}
