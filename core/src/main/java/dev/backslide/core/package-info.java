/** The model: measurements, keys, directions, verdicts, alerts, statistics. No clock, no I/O, JDK only. */
@NullMarked
package dev.backslide.core;

import org.jspecify.annotations.NullMarked;
