/// The user's database: a fair gate in front of the pool, transactions whose end is known or in
/// doubt, and the tables.
@NullMarked
package dev.stockade.engine.database;

import org.jspecify.annotations.NullMarked;
