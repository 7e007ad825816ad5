/// The crash campaign: callers, a nemesis that breaks what they use, and judges. Start at
/// [dev.stockade.lab.campaign.Campaign].
@NullMarked
package dev.stockade.lab.campaign;

import org.jspecify.annotations.NullMarked;
