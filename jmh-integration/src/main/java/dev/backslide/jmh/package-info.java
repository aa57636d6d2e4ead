/** Turns the results of JMH into measurements: from its JSON files, or as it runs. */
@NullMarked
package dev.backslide.jmh;

import org.jspecify.annotations.NullMarked;
