/// What people see: lines that stay, a picture that is redrawn, tables, bars and sparklines.
@NullMarked
package dev.stockade.lab.report;

import org.jspecify.annotations.NullMarked;
