package dev.backslide.core.detection.explain;

/**
 * One thing that an {@link Explanation} says. Immutable.
 *
 * @param topic what it is about, one word, e.g. {@code noise}
 * @param text a sentence without a full stop
 * @since 0.1
 */
public record ExplanationLine(String topic, String text) {}
