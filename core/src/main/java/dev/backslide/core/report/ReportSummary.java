package dev.backslide.core.report;

/**
 * The figures at the top of a report. Immutable.
 *
 * @param measurements all measurements stored
 * @param series distinct series among them
 * @param alerts regression alerts ever raised, withdrawn ones left out
 * @param criticalAlerts those of severity critical
 * @since 0.1
 */
public record ReportSummary(long measurements, long series, long alerts, long criticalAlerts) {}
