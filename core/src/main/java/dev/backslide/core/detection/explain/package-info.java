/** Why the newest measurement of a series did or did not raise an alert. */
@NullMarked
package dev.backslide.core.detection.explain;

import org.jspecify.annotations.NullMarked;
