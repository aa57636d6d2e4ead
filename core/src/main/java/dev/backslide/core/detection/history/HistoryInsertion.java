package dev.backslide.core.detection.history;

/**
 * Where a measurement went in its series' history. Immutable.
 *
 * @since 0.1
 */
public enum HistoryInsertion {
    /** It is the newest. */
    APPENDED,
    /** It came late and was placed before newer ones. */
    INSERTED,
    /** The same event is there already: nothing changed. */
    DUPLICATE,
    /** It belongs before everything that is kept: nothing changed. */
    TOO_OLD,
    /** Its unit measures another thing than the series does: nothing changed. */
    OTHER_UNIT
}
