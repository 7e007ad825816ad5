/// The row lock: whoever decides on a collection holds its row, and everybody else waits.
///
/// Statements of a decision, in order, in one READ COMMITTED transaction:
///
/// 1. open the transaction, with its timeouts;
/// 2. lock the collections' rows, `FOR NO KEY UPDATE`, in the order of their ids. May wait for
///    other deciders, up to the deadline (then busy); may be picked to break a deadlock with a
///    transaction of a stranger (then again);
/// 3. read the collections, what has become of the bids, and the bids, unless they were read ahead
///    at the version that is now locked;
/// 4. append the events, unless all are refused;
/// 5. commit. Where its reply is lost the call is in doubt, and is decided again while there is
///    time.
///
/// Guard: the lock, held from before the read until the commit. A stale read is impossible, and
/// asserted.
///
/// Choose it where few callers meet on one collection, and where an acceptance must commit together
/// with rows of your own. Do not choose it for a hot collection: each decision waits for the commit
/// of the one before it.
@NullMarked
package dev.stockade.engine.strategy.rowlock;

import org.jspecify.annotations.NullMarked;
