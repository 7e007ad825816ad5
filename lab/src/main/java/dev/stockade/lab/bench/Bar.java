package dev.stockade.lab.bench;

import java.util.OptionalDouble;

/// What a bar came to.
///
/// @param ratio absent where a cell that it needs has no figures
/// @param must what is held, and `stretch` what is hoped for: at least, or at most for latencies
public record Bar(String name, OptionalDouble ratio, double must, double stretch, boolean held) {}
