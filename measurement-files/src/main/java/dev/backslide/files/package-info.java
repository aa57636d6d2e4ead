/** Files of measurements: reads CSV row by row, keeps the rows that are none, and knows the series of a file while it is read. */
@NullMarked
package dev.backslide.files;

import org.jspecify.annotations.NullMarked;
