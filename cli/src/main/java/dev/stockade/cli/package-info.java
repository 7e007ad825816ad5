/// The command line: parses options, runs one piece of work, prints its report, and chooses the
/// exit code.
@NullMarked
package dev.stockade.cli;

import org.jspecify.annotations.NullMarked;
