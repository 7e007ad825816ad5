/// What callers asked, when, and what they were told; what stood before; and what stands in the
/// database in the end. [Recorder] takes it down while callers race, [HistoryFile] keeps it as JSON
/// lines.
@NullMarked
package dev.stockade.proof.history;

import org.jspecify.annotations.NullMarked;
