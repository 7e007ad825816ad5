/// Event sourcing: the state is what the log adds up to.
///
/// Statements of a decision, in order, in one READ COMMITTED transaction:
///
/// 1. open the transaction, with its timeouts;
/// 2. read the version, then what has become of the bids, then the bids;
/// 3. read the events between the fold that this node remembers and that version, and fold them on.
///    A collection that it does not remember begins at its last snapshot, so that opening one of a
///    million events does not read a million rows;
/// 4. append the events where the sequence is the expected one, unless all are refused; now and
///    then, leave a snapshot;
/// 5. commit. Where its reply is lost the call is in doubt, and is decided again while there is
///    time.
///
/// Guard: the expected sequence, compared at the append. That the tail is read anew for every
/// decision is what lets a refusal be told: a remembered fold alone may suggest one, never give it.
/// Counting events without that guard oversells.
///
/// Choose it where the log is the truth for others too, and where the row beside it should not be
/// trusted. It costs one more read than the optimistic strategy.
@NullMarked
package dev.stockade.engine.strategy.eventsourced;

import org.jspecify.annotations.NullMarked;
