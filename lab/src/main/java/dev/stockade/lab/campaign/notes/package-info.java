/// What is taken down while a round goes on: by those who ask, and by those who break. Start at
/// [dev.stockade.lab.campaign.notes.Notes].
@NullMarked
package dev.stockade.lab.campaign.notes;

import org.jspecify.annotations.NullMarked;
