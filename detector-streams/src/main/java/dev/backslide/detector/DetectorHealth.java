package dev.backslide.detector;

/**
 * How the detector is. Immutable.
 *
 * @param ok whether all its threads judge, and each of its partitions has gone on since the last fault
 * @param stopped whether it will never judge again by itself
 * @param cause why it is not ok, or its state
 */
public record DetectorHealth(boolean ok, boolean stopped, String cause) {}
