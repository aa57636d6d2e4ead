package dev.backslide.detector;

/**
 * How the detector is. Immutable.
 *
 * @param ok whether all its threads judge, each of its partitions has gone on since the last fault, and there is heap left
 * @param stopped whether it will not judge again by itself: it has ended, or nothing moves for long though there is something to do
 * @param cause why it is not ok, or its state
 */
public record DetectorHealth(boolean ok, boolean stopped, String cause) {}
