package dev.backslide.cli;

/** What a report is written as. Immutable. */
enum ReportFormat {
    /** The specification's Markdown. */
    MD,
    /** One page with a plot of each metric. */
    HTML,
    /** A file of each. */
    BOTH
}
