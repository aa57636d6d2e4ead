/** Recording measurements: one, a file, results of other tools. */
@NullMarked
package dev.backslide.cli.record;

import org.jspecify.annotations.NullMarked;
