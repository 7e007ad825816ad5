/// The suite that every strategy must pass: a test of a strategy is a subclass that says how to
/// start a node.
@NullMarked
package dev.stockade.proof.conformance;

import org.jspecify.annotations.NullMarked;
