/// A caller's call: its deadline, its place at the door, and the hand-over between the thread that
/// waits and the one that works.
@NullMarked
package dev.stockade.engine.call;

import org.jspecify.annotations.NullMarked;
