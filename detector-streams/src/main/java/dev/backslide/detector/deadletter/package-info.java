/** Where records go that the detector cannot use. */
@NullMarked
package dev.backslide.detector.deadletter;

import org.jspecify.annotations.NullMarked;
