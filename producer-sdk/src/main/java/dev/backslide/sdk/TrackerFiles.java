package dev.backslide.sdk;

/** Names of the files that trackers write, the same as those of the command. Stateless. */
final class TrackerFiles {

    static final String REPORT = "performance_report.md";
    static final String PAGE = "performance_report.html";
    static final String CSV = "performance_metrics.csv";
    static final String HISTORY = "metrics_history.json";
    static final String ALERTS = "regression_alerts.json";

    private TrackerFiles() {}
}
