package dev.backslide.cli.output;

/** What a report is written as. Immutable. */
public enum ReportFormat {
    /** The specification's Markdown. */
    MD,
    /** One page with a plot of each metric. */
    HTML,
    /** A file of each. */
    BOTH
}
