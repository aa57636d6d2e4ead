package dev.backslide.schemas;

/**
 * What holds where nobody says otherwise, for the settings of commands and trackers alike. Stateless.
 *
 * @since 0.1
 */
public final class Defaults {

    /** Folder of a local tracker, as in the specification. */
    public static final String STORAGE_DIR = "performance_history";

    /** Folder of reports. */
    public static final String REPORTS_DIR = "performance_reports";

    /** Where a broker of {@code backslide up} listens. */
    public static final String BOOTSTRAP_SERVERS = "127.0.0.1:9092";

    /** Where the HTTP API of {@code backslide up} listens. */
    public static final String SINK_URL = "http://127.0.0.1:8642";

    private Defaults() {}
}
