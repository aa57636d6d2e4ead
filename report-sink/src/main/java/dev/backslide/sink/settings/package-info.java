/** How the sink runs, as those who start it say. */
@NullMarked
package dev.backslide.sink.settings;

import org.jspecify.annotations.NullMarked;
