/// What the strategies share, by composition: the pass in which a batch of commands is decided and
/// appended, and the resolving of doubts. A package below holds one strategy, that is its read and
/// its guard.
@NullMarked
package dev.stockade.engine.strategy;

import org.jspecify.annotations.NullMarked;
