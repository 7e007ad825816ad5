/// Where contenders are tried: a collection in a scratch schema of its own, a record of every call,
/// and a verdict by the checker and the audit. Start at [dev.stockade.lab.arena.Arena].
@NullMarked
package dev.stockade.lab.arena;

import org.jspecify.annotations.NullMarked;
