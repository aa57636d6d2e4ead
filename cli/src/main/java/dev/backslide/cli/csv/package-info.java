/** Measurements from CSV files, and the rows that are none. */
@NullMarked
package dev.backslide.cli.csv;

import org.jspecify.annotations.NullMarked;
