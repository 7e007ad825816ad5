/// Group commit: callers that arrive while a commit is in flight wait together, and the next
/// transaction decides for all of them, in the order of their arrival, each getting its own
/// outcome.
///
/// One flush of the log then serves a thousand callers instead of one. Alone, a caller waits for
/// nobody: its batch is itself.
///
/// The idea is that of PostgreSQL's own `commit_delay` and of DeWitt et al., Implementation
/// Techniques for Main Memory Database Systems (1984), moved in front of the transaction: not only
/// the flush is shared, but also its statements, and the lock on the row that everybody wants.
@NullMarked
package dev.stockade.engine.groupcommit;

import org.jspecify.annotations.NullMarked;
