/// Which strategy to use for how many callers on this database, by what was measured on it. Start
/// at [dev.stockade.lab.advise.Advice].
@NullMarked
package dev.stockade.lab.advise;

import org.jspecify.annotations.NullMarked;
