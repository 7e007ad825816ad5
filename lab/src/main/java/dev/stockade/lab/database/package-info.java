/// The database that a workload runs on: one that somebody names by a URL, or an embedded one.
@NullMarked
package dev.stockade.lab.database;

import org.jspecify.annotations.NullMarked;
