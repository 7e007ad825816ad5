/// Optimism: decide on what is there now, and write only if it is still there.
///
/// Statements of a decision, in order, in one READ COMMITTED transaction:
///
/// 1. open the transaction, with its timeouts;
/// 2. read the collections with their versions, then what has become of the bids, then the bids,
///    without a lock. What happens in between moves the version;
/// 3. append the events where the version is unchanged, unless all are refused. Waits for a writer
///    that is just ahead; where that moved the version nothing is written, and the decision is made
///    again on what is there then: by default under the row lock, so that nobody is overtaken
///    forever; else the same way, a bounded number of times, then it is a conflict;
/// 4. commit. Where its reply is lost the call is in doubt, and is decided again while there is
///    time.
///
/// Guard: the version, compared at the append. A refusal reads and writes nothing more.
///
/// Choose it where callers are many but seldom meet on one collection, and where most are refused:
/// refusals take no lock. Do not choose it without the lock behind it for a hot collection: all but
/// one of those who meet have worked in vain.
@NullMarked
package dev.stockade.engine.strategy.optimistic;

import org.jspecify.annotations.NullMarked;
