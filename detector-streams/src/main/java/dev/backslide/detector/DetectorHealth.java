package dev.backslide.detector;

/**
 * How the detector is. Immutable.
 *
 * @param ok whether it judges
 * @param cause why not, or its state
 */
public record DetectorHealth(boolean ok, String cause) {}
