/// The door of the engine: how many callers are inside, and until when each is to be answered.
@NullMarked
package dev.stockade.engine.call;

import org.jspecify.annotations.NullMarked;
