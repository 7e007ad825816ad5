/// Runs workloads against the engine, measures them, and has the result judged by the proof.
@NullMarked
package dev.stockade.lab;

import org.jspecify.annotations.NullMarked;
