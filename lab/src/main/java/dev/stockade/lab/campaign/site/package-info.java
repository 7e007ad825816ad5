/// Where a campaign takes place: a PostgreSQL and servers of its own, and what can be done to them.
/// Start at [dev.stockade.lab.campaign.site.Site].
@NullMarked
package dev.stockade.lab.campaign.site;

import org.jspecify.annotations.NullMarked;
