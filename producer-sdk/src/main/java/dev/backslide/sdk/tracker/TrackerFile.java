package dev.backslide.sdk.tracker;

/**
 * A file that trackers and the command write of everything that is known, in the specification's shape. Immutable.
 *
 * @since 0.1
 */
public enum TrackerFile {
    /** The Markdown report. */
    REPORT("performance_report.md", "/api/v1/report"),
    /** The report as a page with plots. */
    PAGE("performance_report.html", "/api/v1/report.html"),
    /** All measurements as CSV. */
    CSV("performance_metrics.csv", "/api/v1/export/metrics.csv"),
    /** All measurements as JSON. */
    HISTORY("metrics_history.json", "/api/v1/export/history.json"),
    /** All alerts as JSON. */
    ALERTS("regression_alerts.json", "/api/v1/export/alerts.json");

    private final String fileName;
    private final String sinkPath;

    TrackerFile(String fileName, String sinkPath) {
        this.fileName = fileName;
        this.sinkPath = sinkPath;
    }

    /** Its name, as people look for it. */
    public String fileName() {
        return fileName;
    }

    /** Where the sink's HTTP API has its content. */
    public String sinkPath() {
        return sinkPath;
    }
}
