/// The automatic choice: where a collection is left to the engine, this node looks at how many
/// callers it has at once and switches it, by the same command and the same path as people do.
@NullMarked
package dev.stockade.engine.choice;

import org.jspecify.annotations.NullMarked;
