/**
 * The cluster of a configuration, for one run of a program: publishing, reading on from the end of a topic, collecting a run, the
 * detector's lag.
 */
@NullMarked
package dev.backslide.cluster;

import org.jspecify.annotations.NullMarked;
