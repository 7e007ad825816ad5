/// What is done to a site: the faults, the schedule that a seed makes of them, and the nemesis that
/// commits them. Start at [dev.stockade.lab.campaign.fault.Nemesis].
@NullMarked
package dev.stockade.lab.campaign.fault;

import org.jspecify.annotations.NullMarked;
