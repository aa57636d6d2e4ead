package dev.backslide.configuration;

/**
 * How {@code up} writes its log to standard output. Immutable.
 *
 * @since 0.1
 */
public enum LogConsole {
    /** Not at all: the log is in its file alone. */
    OFF,
    /** As lines of text, like those of the file. */
    TEXT,
    /** As one JSON object a line. */
    JSON
}
