/// A real trace of sales as a CSV file: reads it, keeps what lies in a window of time, and tells
/// every row that cannot be read.
@NullMarked
package dev.stockade.lab.trace;

import org.jspecify.annotations.NullMarked;
