/** The Kafka Streams topology that keeps history and statistics of every series and says verdicts and alerts. */
@NullMarked
package dev.backslide.detector;

import org.jspecify.annotations.NullMarked;
