/// Those who want something: what they ask, where they ask it, and how they go on when nobody
/// answers. Start at [dev.stockade.lab.campaign.caller.Caller].
@NullMarked
package dev.stockade.lab.campaign.caller;

import org.jspecify.annotations.NullMarked;
