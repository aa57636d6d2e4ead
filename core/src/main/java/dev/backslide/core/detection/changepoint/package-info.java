/** Detectors: what a change of level is, and when the newest measurements confirm one. Knows numbers alone, no metric and no policy. */
@NullMarked
package dev.backslide.core.detection.changepoint;

import org.jspecify.annotations.NullMarked;
