/// The embeddable library: accepts bids on limited stock in the user's PostgreSQL and never sells a
/// unit twice.
@NullMarked
package dev.stockade.engine;

import org.jspecify.annotations.NullMarked;
