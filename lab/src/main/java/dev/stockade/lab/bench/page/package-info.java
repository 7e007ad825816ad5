/// The report as a page that needs nothing else. Start at [dev.stockade.lab.bench.page.Page].
@NullMarked
package dev.stockade.lab.bench.page;

import org.jspecify.annotations.NullMarked;
