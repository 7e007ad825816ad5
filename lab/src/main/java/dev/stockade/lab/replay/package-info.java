/// A real trace through the engine: each of its rows places a bid and accepts it, from many callers
/// at once, at the pace of the trace or faster.
@NullMarked
package dev.stockade.lab.replay;

import org.jspecify.annotations.NullMarked;
