package dev.backslide.configuration;

/**
 * Whether the default tracker keeps and judges measurements in files or in the pipeline. Immutable.
 *
 * @since 0.1
 */
public enum TrackerKind {
    /** In files, in this process. */
    LOCAL,
    /** In the pipeline. */
    KAFKA
}
