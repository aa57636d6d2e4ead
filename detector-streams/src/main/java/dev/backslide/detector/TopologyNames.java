package dev.backslide.detector;

/** Names of nodes and stores. They name changelog topics and must never change once released. */
final class TopologyNames {

    static final String METRICS = "metrics-source";
    static final String COMMANDS = "commands-source";
    static final String JUDGE = "series-judge";
    static final String ALERTS = "alerts-sink";
    static final String VERDICTS = "verdicts-sink";
    static final String STATS = "stats-sink";

    static final String HISTORY_STORE = "series-history";
    static final String STATS_STORE = "series-stats";

    private TopologyNames() {}
}
