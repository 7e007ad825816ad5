/// Where it is measured: tables, bids that are placed in bulk, and the proof of each run. Start at
/// [dev.stockade.lab.bench.ground.Ground].
@NullMarked
package dev.stockade.lab.bench.ground;

import org.jspecify.annotations.NullMarked;
