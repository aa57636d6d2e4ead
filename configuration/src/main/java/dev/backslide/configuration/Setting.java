package dev.backslide.configuration;

import dev.backslide.core.Severity;
import dev.backslide.core.detection.rule.DetectorKind;
import dev.backslide.core.detection.rule.Policy;
import dev.backslide.core.text.Secrets;
import dev.backslide.schemas.Defaults;
import dev.backslide.schemas.TopicSettings;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * One setting, defined once: the file's reader, the environment, {@code backslide config} and the documentation all follow
 * this. Immutable.
 *
 * @param <T> type of the value
 * @param section of the configuration file
 * @param key within the section
 * @param defaultText the default as it would be written in the file
 * @param format reads the text, and describes the allowed texts
 * @param doc its purpose, in one line
 * @since 0.1
 */
public record Setting<T>(String section, String key, String defaultText, SettingFormat<T> format, String doc) {

    private static final Set<String> PREFIXED =
            Set.of("sink", "series", "detector", "store", "notifications", "monitoring", "log");

    /** Percentage above which worse is a regression. */
    public static final Setting<Double> REGRESSION_THRESHOLD = new Setting<>(
            "performance_regression",
            "regression_threshold",
            String.valueOf(Policy.DEFAULT_THRESHOLD_PERCENT),
            SettingFormat.PERCENTAGE,
            "worse by more than this is a regression, by more than twice this critical");

    /** Where {@code export} writes. */
    public static final Setting<String> STORAGE_DIR = new Setting<>(
            "performance_regression",
            "storage_dir",
            Defaults.STORAGE_DIR,
            SettingFormat.TEXT,
            "folder of the local tracker, and where 'export' writes history, alerts and CSV");

    /** Where {@code report} writes. */
    public static final Setting<String> REPORTS_DIR = new Setting<>(
            "performance_regression",
            "reports_dir",
            Defaults.REPORTS_DIR,
            SettingFormat.TEXT,
            "folder where 'report' writes");

    /** Whether a regression fails the command. */
    public static final Setting<Boolean> FAIL_ON_REGRESSION = new Setting<>(
            "performance_regression",
            "fail_on_regression",
            "true",
            SettingFormat.BOOLEAN,
            "whether a regression fails gates, tests, and commands that wait for a verdict");

    /** Which rule decides. */
    public static final Setting<DetectorKind> DETECTOR = new Setting<>(
            "performance_regression",
            "detector",
            "adaptive",
            SettingFormat.DETECTOR,
            "rule that decides: adaptive learns the noise of a series, previous compares with the previous value only");

    /** Whether the default tracker uses files or the pipeline. */
    public static final Setting<TrackerKind> TRACKER = new Setting<>(
            "performance_regression",
            "tracker",
            "local",
            SettingFormat.TRACKER,
            "where Backslide keeps and judges measurements: local in files, kafka in the pipeline; if set, every command follows it");

    /** Size of changes that never count. */
    public static final Setting<Double> FLOOR = new Setting<>(
            "performance_regression",
            "floor",
            "0",
            SettingFormat.FLOOR,
            "changes up to this size, in the metric's own unit, never count");

    /** Addresses of the cluster. */
    public static final Setting<String> BOOTSTRAP_SERVERS = new Setting<>(
            "kafka",
            "bootstrap_servers",
            Defaults.BOOTSTRAP_SERVERS,
            SettingFormat.SERVERS,
            "host:port list of the Kafka cluster that clients connect to");

    /** Before every topic name. */
    public static final Setting<String> TOPIC_PREFIX = new Setting<>(
            "kafka",
            "topic_prefix",
            TopicSettings.DEFAULT.prefix(),
            SettingFormat.TOPIC_PREFIX,
            "prefix of every topic name");

    /** Partitions of the topics. */
    public static final Setting<Integer> PARTITIONS = new Setting<>(
            "kafka",
            "partitions",
            String.valueOf(TopicSettings.DEFAULT.partitions()),
            SettingFormat.integer(1, 1_000),
            "partitions of new topics; all commands and services need the same number");

    /** Copies of each partition. */
    public static final Setting<Integer> REPLICATION_FACTOR = new Setting<>(
            "kafka",
            "replication_factor",
            String.valueOf(TopicSettings.DEFAULT.replicationFactor()),
            SettingFormat.integer(1, 10),
            "copies of each partition of new topics");

    /** How patient commands are with a broker. */
    public static final Setting<Duration> BROKER_TIMEOUT = new Setting<>(
            "kafka",
            "broker_timeout",
            "30s",
            SettingFormat.PATIENCE,
            "how long a command waits for a broker that listens and does not answer yet");

    /** Address of the sink. */
    public static final Setting<String> SINK_URL = new Setting<>(
            "sink", "url", Defaults.SINK_URL, SettingFormat.HTTP_URL, "where the sink's HTTP API answers");

    /** Metadata that makes two measurements comparable. */
    public static final Setting<List<String>> DIMENSIONS = new Setting<>(
            "series",
            "dimensions",
            "",
            SettingFormat.NAMES,
            "metadata names, separated by commas, that distinguish series, e.g. 'hardware, branch'");

    /** How much of the heap the detector keeps series on. */
    public static final Setting<Integer> DETECTOR_HEAP_PERCENT = new Setting<>(
            "detector",
            "heap_percent",
            "30",
            SettingFormat.integer(1, 80),
            "share of the heap, in percent, for the series that the detector used last; it reads others from disk");

    /** How many measurements the store keeps. */
    public static final Setting<Optional<Integer>> STORE_KEEP = new Setting<>(
            "store",
            "keep",
            "",
            SettingFormat.optional(SettingFormat.integer(1, Integer.MAX_VALUE)),
            "number of newest measurements of each series that the sink's store keeps; empty: all");

    /** How old measurements become in the store. */
    public static final Setting<Optional<Duration>> STORE_MAX_AGE = new Setting<>(
            "store",
            "max_age",
            "",
            SettingFormat.optional(SettingFormat.DURATION),
            "the sink's store drops older measurements, e.g. 365d; empty: none");

    /** URL that gets changes of alerts. */
    public static final Setting<String> WEBHOOK_URL = new Setting<>(
            "notifications",
            "webhook_url",
            "",
            SettingFormat.OPTIONAL_URL,
            "URL that gets each change of an alert as JSON; empty: none");

    /** The Alertmanager that gets the alerts. */
    public static final Setting<String> ALERTMANAGER_URL = new Setting<>(
            "notifications",
            "alertmanager_url",
            "",
            SettingFormat.OPTIONAL_URL,
            "URL of the Alertmanager that gets the alerts, e.g. http://127.0.0.1:9093; empty: none");

    /** How people reach the sink. */
    public static final Setting<String> PUBLIC_URL = new Setting<>(
            "notifications",
            "public_url",
            "",
            SettingFormat.OPTIONAL_URL,
            "public address of the sink's HTTP API, for links in notifications; empty: the address that it listens on");

    /** Severity from which alerts are notified. */
    public static final Setting<Severity> MIN_SEVERITY = new Setting<>(
            "notifications",
            "min_severity",
            "warning",
            SettingFormat.SEVERITY,
            "no notification for less severe alerts");

    /** Maximum age of a measurement whose alert is notified. */
    public static final Setting<Duration> MAX_AGE = new Setting<>(
            "notifications",
            "max_age",
            "24h",
            SettingFormat.DURATION,
            "no notification for alerts of older measurements: replaying a history pages nobody");

    /** How often an Alertmanager is reminded. */
    public static final Setting<Duration> RESEND_INTERVAL = new Setting<>(
            "notifications",
            "resend_interval",
            "2m",
            SettingFormat.DURATION,
            "how often an Alertmanager gets the open alerts again, at least 1s");

    /** Whether metrics are counted by name. */
    public static final Setting<Boolean> PER_METRIC_LABELS = new Setting<>(
            "monitoring",
            "per_metric_labels",
            "true",
            SettingFormat.BOOLEAN,
            "whether /metrics counts alerts by model and metric too");

    /** How many metrics are counted by name. */
    public static final Setting<Integer> MAX_METRICS = new Setting<>(
            "monitoring",
            "max_metrics",
            "100",
            SettingFormat.integer(1, 10_000),
            "the most metrics that /metrics names, the worst first; it counts the rest as 'other'");

    /** The folder of {@code up}. */
    public static final Setting<String> DATA_DIR =
            new Setting<>("up", "data_dir", ".backslide", SettingFormat.TEXT, "folder where 'up' keeps everything");

    /** The broker's port of {@code up}. */
    public static final Setting<Integer> PORT = new Setting<>(
            "up", "port", "9092", SettingFormat.integer(0, 65_535), "port of the broker of 'up'; 0: any free one");

    /** The sink's port of {@code up}. */
    public static final Setting<Integer> HTTP_PORT = new Setting<>(
            "up",
            "http_port",
            "8642",
            SettingFormat.integer(0, 65_535),
            "port of the HTTP API of 'up'; 0: any free one");

    /** Where {@code up} logs beside its file. */
    public static final Setting<LogConsole> LOG_CONSOLE = new Setting<>(
            "log",
            "console",
            "off",
            SettingFormat.LOG_CONSOLE,
            "how 'up' writes its log to standard output too: text for people, json for containers");

    /** Every setting, in the order of the documentation. */
    public static final List<Setting<?>> ALL = List.of(
            REGRESSION_THRESHOLD,
            STORAGE_DIR,
            REPORTS_DIR,
            FAIL_ON_REGRESSION,
            DETECTOR,
            TRACKER,
            FLOOR,
            BOOTSTRAP_SERVERS,
            TOPIC_PREFIX,
            PARTITIONS,
            REPLICATION_FACTOR,
            BROKER_TIMEOUT,
            SINK_URL,
            DIMENSIONS,
            DETECTOR_HEAP_PERCENT,
            STORE_KEEP,
            STORE_MAX_AGE,
            WEBHOOK_URL,
            ALERTMANAGER_URL,
            PUBLIC_URL,
            MIN_SEVERITY,
            MAX_AGE,
            RESEND_INTERVAL,
            PER_METRIC_LABELS,
            MAX_METRICS,
            DATA_DIR,
            PORT,
            HTTP_PORT,
            LOG_CONSOLE);

    /** A text of this setting for people, without secrets, whether it fits the format or not. */
    public String shown(String text) {
        if (equals(WEBHOOK_URL) || equals(ALERTMANAGER_URL)) {
            return Secrets.maskPath(text);
        }
        boolean address = format.equals(SettingFormat.SERVERS)
                || format.equals(SettingFormat.HTTP_URL)
                || format.equals(SettingFormat.OPTIONAL_URL);
        // What is no address has no part of which one could say that it is the log-in: all before the last '@' may be.
        return address && format.reader().apply(text).isEmpty()
                ? text.replaceAll("(?s)^(\\w+://)?.*@", "$1" + Secrets.MASK + "@")
                : Secrets.mask(id(), text);
    }

    /** {@code section.key}, unique. */
    public String id() {
        return section + "." + key;
    }

    /** The environment variable that overrides the file: {@code BACKSLIDE_} and the key, with its section where that helps. */
    public String variable() {
        String name = PREFIXED.contains(section) ? section + "_" + key : key;
        return Configuration.VARIABLE_PREFIX + name.toUpperCase(Locale.ROOT);
    }

    /** The system property that overrides the variable: {@code perf.} and the variable's rest with dashes. */
    public String property() {
        String name = key.equals("regression_threshold")
                ? "threshold"
                : variable().substring(Configuration.VARIABLE_PREFIX.length());
        return Configuration.PROPERTY_PREFIX + name.toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
