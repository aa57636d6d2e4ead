package dev.backslide.sink.settings;

/**
 * What {@code /metrics} tells. Immutable.
 *
 * @param perMetricLabels whether alerts are told by model and metric too; default true
 * @param maxMetrics distinct pairs of model and metric told at most, 1 to 10,000, those with the worst alerts first; the rest
 *     are told together as {@code other}; default 100
 */
public record MonitoringSettings(boolean perMetricLabels, int maxMetrics) {

    /** By model and metric, 100 at most. */
    public static final MonitoringSettings DEFAULT = new MonitoringSettings(true, 100);

    private static final int LARGEST = 10_000;

    public MonitoringSettings {
        if (maxMetrics < 1 || maxMetrics > LARGEST) {
            throw new IllegalArgumentException(
                    "max metrics was '" + maxMetrics + "' but it must be a whole number from 1 to " + LARGEST);
        }
    }
}
