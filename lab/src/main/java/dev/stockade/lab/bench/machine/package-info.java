/// What is measured of the machine beside the callers: the processors' time, the disk, and what the
/// database says of its durability.
@NullMarked
package dev.stockade.lab.bench.machine;

import org.jspecify.annotations.NullMarked;
