/// Who is measured: the strategies of the engine, what one would write instead, and bounds that
/// nothing durable can pass. Start at [dev.stockade.lab.bench.party.Party].
@NullMarked
package dev.stockade.lab.bench.party;

import org.jspecify.annotations.NullMarked;
