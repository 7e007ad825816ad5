/// Callers who ask without a pause, and what they see. Start at [dev.stockade.lab.bench.load.Load].
@NullMarked
package dev.stockade.lab.bench.load;

import org.jspecify.annotations.NullMarked;
