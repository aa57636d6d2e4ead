/** Judging measurements: history, detectors, policy and the life of an alert. Deterministic, no clock, no I/O. */
@NullMarked
package dev.backslide.core.detection;

import org.jspecify.annotations.NullMarked;
