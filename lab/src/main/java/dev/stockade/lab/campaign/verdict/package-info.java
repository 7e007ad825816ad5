/// What is made of a round when all is still: whether every promise was kept. Start at
/// [dev.stockade.lab.campaign.verdict.Judge].
@NullMarked
package dev.stockade.lab.campaign.verdict;

import org.jspecify.annotations.NullMarked;
