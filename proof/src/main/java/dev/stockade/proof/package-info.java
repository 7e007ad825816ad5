/// Judges what an engine did, from its answers and from its database, without sharing the engine's
/// rules.
@NullMarked
package dev.stockade.proof;

import org.jspecify.annotations.NullMarked;
