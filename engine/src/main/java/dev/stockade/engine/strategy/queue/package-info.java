/// The queue: acceptances stand in line in Redis, and one worker decides them.
///
/// Collections are spread over partitions. A partition is a stream of requests, with a lease for
/// the one worker that reads it, and an epoch in the database for the one worker that writes.
///
/// What happens to an acceptance, in order:
///
/// 1. `enqueue.lua`: `XADD`, unless the partition is full (then busy). Where the reply is lost it
///    may be in line: accepting past the queue resolves that, or it is in doubt;
/// 2. `turn.lua`, while the worker has the lease: `XREADGROUP`, first what is pending, from the
///    oldest, then what is new;
/// 3. open the transaction, with its timeouts;
/// 4. read the epoch `FOR SHARE`, so that nobody takes the partition while the transaction lasts.
///    It is another one where this worker was paused beyond its lease: nothing is written, and it
///    stops;
/// 5. read the collections, what has become of the bids, and the bids, for all requests of the
///    batch, unless that was read while the batch before was written;
/// 6. append the events where the version is unchanged, unless all are refused. Where another
///    strategy moved it, again under the row lock;
/// 7. commit. Where its reply is lost it is decided again;
/// 8. `turn.lua` again, as one step while the worker has the lease: `PUBLISH` the outcome to the
///    node that waits, `XACK` and `XDEL` the request. A worker that dies before leaves it pending,
///    and the next one decides it again, which has no second effect. One that only loses the lease,
///    or Redis, tells all the same what it has written.
///
/// A request that fails by itself is tried a bounded number of times and then is a dead letter. The
/// database or Redis being away is no try. No reply by the deadline is in doubt.
///
/// Guard: the epoch, and the version, compared at the append. The worker keeps no view of its own
/// but what it has read for requests that it had: every refusal rests on a read that began after
/// its request came.
///
/// Choose it where many callers on many nodes want the same few units, and the database is to see
/// one writer instead of a crowd. Do not choose it without Redis, nor for few callers: each waits
/// for four messages through Redis.
@NullMarked
package dev.stockade.engine.strategy.queue;

import org.jspecify.annotations.NullMarked;
