package dev.backslide.configuration;

/**
 * Where the default tracker keeps and judges measurements. Immutable.
 *
 * @since 0.1
 */
public enum TrackerKind {
    /** In files, in this process. */
    LOCAL,
    /** In the pipeline. */
    KAFKA
}
