/// The embeddable engine: accepts bids on limited stock, on the PostgreSQL of the service that
/// embeds it. This package is the whole API; start at [dev.stockade.engine.Stockade].
@NullMarked
package dev.stockade.engine;

import org.jspecify.annotations.NullMarked;
