/// What is measured once, besides the runs of parties. Start at
/// [dev.stockade.lab.bench.study.Study].
@NullMarked
package dev.stockade.lab.bench.study;

import org.jspecify.annotations.NullMarked;
