/// Measures, in one run and interleaved, what each party accepts per second and how long its
/// callers wait. Start at [dev.stockade.lab.bench.Bench].
@NullMarked
package dev.stockade.lab.bench;

import org.jspecify.annotations.NullMarked;
