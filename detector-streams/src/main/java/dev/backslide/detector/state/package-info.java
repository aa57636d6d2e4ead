/** What the detector keeps of each series: stores, their formats, and the series on the heap. */
@NullMarked
package dev.backslide.detector.state;

import org.jspecify.annotations.NullMarked;
