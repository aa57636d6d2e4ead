/** How results are printed: tables, numbers, JSON. */
@NullMarked
package dev.backslide.cli.output;

import org.jspecify.annotations.NullMarked;
