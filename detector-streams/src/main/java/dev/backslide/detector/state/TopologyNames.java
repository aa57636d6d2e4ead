package dev.backslide.detector.state;

/** Names of nodes and stores. They name changelog topics and must never change once released. */
public final class TopologyNames {

    public static final String METRICS = "metrics-source";
    public static final String COMMANDS = "commands-source";
    public static final String JUDGE = "series-judge";
    public static final String ALERTS = "alerts-sink";
    public static final String VERDICTS = "verdicts-sink";
    public static final String STATS = "stats-sink";

    public static final String HISTORY_STORE = "series-history";
    public static final String STATS_STORE = "series-stats";

    private TopologyNames() {}
}
