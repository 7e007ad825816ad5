/// The audit of a database that exists.
@NullMarked
package dev.stockade.lab.audit;

import org.jspecify.annotations.NullMarked;
