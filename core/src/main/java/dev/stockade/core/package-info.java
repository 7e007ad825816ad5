/// The vocabulary of Stockade and its rules, as pure functions: no clock, no randomness, no input
/// or output.
@NullMarked
package dev.stockade.core;

import org.jspecify.annotations.NullMarked;
