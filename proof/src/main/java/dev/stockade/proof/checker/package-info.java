/// Judges a history by the promises alone; shares no line with the rules that the engine runs.
///
/// What it knows of time is the real-time order: a call has its effect at one instant between its
/// start and its end. The log of a collection is the order of its effects, so each answer narrows
/// down when the events before it and after it can have happened. A violation is told only where no
/// choice of instants explains what was answered.
@NullMarked
package dev.stockade.proof.checker;

import org.jspecify.annotations.NullMarked;
