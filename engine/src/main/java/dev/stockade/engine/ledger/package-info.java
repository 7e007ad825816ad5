/// What stands in PostgreSQL: collections, bids, and the log of events. Each act on it is a class
/// with its statement.
@NullMarked
package dev.stockade.engine.ledger;

import org.jspecify.annotations.NullMarked;
