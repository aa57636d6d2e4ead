package dev.backslide.sink.settings;

import dev.backslide.schemas.TopicSettings;

import java.nio.file.Path;
import java.util.Map;

/**
 * How the sink runs. Immutable.
 *
 * @param bootstrapServers host:port list of the cluster
 * @param topics how topics are named and made
 * @param storeFolder folder of the database {@code backslide.db}; made when it is missing
 * @param httpHost address that the HTTP API listens on; default 127.0.0.1; one that means all addresses of the
 *     machine is refused at the start
 * @param httpPort port of the HTTP API, 0 to 65535; 0, the default: a free one
 * @param clientOverrides settings passed through to the Kafka clients; they win over ours
 * @param notifications who is told about alerts; default nobody
 * @param monitoring what {@code /metrics} tells
 * @param retention which measurements the store keeps; default all
 */
public record SinkSettings(
        String bootstrapServers,
        TopicSettings topics,
        Path storeFolder,
        String httpHost,
        int httpPort,
        Map<String, String> clientOverrides,
        NotificationSettings notifications,
        MonitoringSettings monitoring,
        RetentionSettings retention) {

    private static final String DEFAULT_HTTP_HOST = "127.0.0.1";

    public SinkSettings {
        require(!bootstrapServers.isBlank(), "bootstrap.servers", bootstrapServers, "host:port");
        require(httpPort >= 0 && httpPort <= 65_535, "HTTP port", httpPort, "0 to 65535");
        clientOverrides = Map.copyOf(clientOverrides);
    }

    /** Defaults for everything but where the cluster is and where the store goes. */
    public static SinkSettings of(String bootstrapServers, TopicSettings topics, Path storeFolder) {
        return new SinkSettings(
                bootstrapServers,
                topics,
                storeFolder,
                DEFAULT_HTTP_HOST,
                0,
                Map.of(),
                NotificationSettings.NONE,
                MonitoringSettings.DEFAULT,
                RetentionSettings.EVERYTHING);
    }

    /** The same settings with another address of the HTTP API. */
    public SinkSettings withHttp(String host, int port) {
        return new SinkSettings(
                bootstrapServers,
                topics,
                storeFolder,
                host,
                port,
                clientOverrides,
                notifications,
                monitoring,
                retention);
    }

    /** The same settings with other client settings. */
    public SinkSettings withClientOverrides(Map<String, String> newOverrides) {
        return new SinkSettings(
                bootstrapServers,
                topics,
                storeFolder,
                httpHost,
                httpPort,
                newOverrides,
                notifications,
                monitoring,
                retention);
    }

    /** The same settings with others to tell. */
    public SinkSettings withNotifications(NotificationSettings newNotifications) {
        return new SinkSettings(
                bootstrapServers,
                topics,
                storeFolder,
                httpHost,
                httpPort,
                clientOverrides,
                newNotifications,
                monitoring,
                retention);
    }

    /** The same settings with other metrics. */
    public SinkSettings withMonitoring(MonitoringSettings newMonitoring) {
        return new SinkSettings(
                bootstrapServers,
                topics,
                storeFolder,
                httpHost,
                httpPort,
                clientOverrides,
                notifications,
                newMonitoring,
                retention);
    }

    /** The same settings with another retention. */
    public SinkSettings withRetention(RetentionSettings newRetention) {
        return new SinkSettings(
                bootstrapServers,
                topics,
                storeFolder,
                httpHost,
                httpPort,
                clientOverrides,
                notifications,
                monitoring,
                newRetention);
    }

    private static void require(boolean condition, String setting, Object value, String rule) {
        if (!condition) {
            throw new IllegalArgumentException(setting + " was '" + value + "' but it must be " + rule);
        }
    }
}
