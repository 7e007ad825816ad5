/// The rate limit in front of all strategies: how many attempts to accept bids a collection lets
/// in. A limit bounds attempts, not acceptances, and decides nothing: whoever it refuses may come
/// back.
@NullMarked
package dev.stockade.engine.limit;

import org.jspecify.annotations.NullMarked;
