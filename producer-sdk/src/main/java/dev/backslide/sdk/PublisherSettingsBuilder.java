package dev.backslide.sdk;

import dev.backslide.schemas.TopicSettings;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * Builds {@link PublisherSettings}; a value that is not set keeps the default of its setter. Not thread-safe.
 *
 * @since 0.1
 */
public final class PublisherSettingsBuilder {

    private final String bootstrapServers;
    private TopicSettings topics = TopicSettings.DEFAULT;
    private List<String> dimensions = List.of();
    private RunContext runContext = RunContext.UNKNOWN;
    private int queueCapacity = 10_000;
    private Duration deliveryTimeout = Duration.ofMinutes(2);
    private Duration closeTimeout = Duration.ofSeconds(10);
    private boolean closeOnExit = true;
    private Map<String, String> clientOverrides = Map.of();
    private PublisherListener listener = PublisherListener.NONE;
    private Clock clock = Clock.systemUTC();

    PublisherSettingsBuilder(String bootstrapServers) {
        this.bootstrapServers = bootstrapServers;
    }

    /** Default: {@link TopicSettings#DEFAULT}. */
    public PublisherSettingsBuilder topics(TopicSettings settings) {
        this.topics = settings;
        return this;
    }

    /** Default: none. */
    public PublisherSettingsBuilder dimensions(List<String> names) {
        this.dimensions = names;
        return this;
    }

    /** Usually {@link RunContext#detect}; default: nothing is known of the run. */
    public PublisherSettingsBuilder runContext(RunContext context) {
        this.runContext = context;
        return this;
    }

    /** Default: 10,000 measurements. */
    public PublisherSettingsBuilder queueCapacity(int measurements) {
        this.queueCapacity = measurements;
        return this;
    }

    /** Default: 2 minutes. */
    public PublisherSettingsBuilder deliveryTimeout(Duration timeout) {
        this.deliveryTimeout = timeout;
        return this;
    }

    /** Default: 10 seconds. */
    public PublisherSettingsBuilder closeTimeout(Duration timeout) {
        this.closeTimeout = timeout;
        return this;
    }

    /** Default: true. */
    public PublisherSettingsBuilder closeOnExit(boolean close) {
        this.closeOnExit = close;
        return this;
    }

    /** Default: none. */
    public PublisherSettingsBuilder clientOverrides(Map<String, String> overrides) {
        this.clientOverrides = overrides;
        return this;
    }

    /** Default: dropped measurements are only logged. */
    public PublisherSettingsBuilder listener(PublisherListener newListener) {
        this.listener = newListener;
        return this;
    }

    /** Default: the system's, UTC. */
    public PublisherSettingsBuilder clock(Clock newClock) {
        this.clock = newClock;
        return this;
    }

    /** @throws IllegalArgumentException naming every setting that breaks a rule */
    public PublisherSettings build() {
        return new PublisherSettings(
                bootstrapServers,
                topics,
                dimensions,
                runContext,
                queueCapacity,
                deliveryTimeout,
                closeTimeout,
                closeOnExit,
                clientOverrides,
                listener,
                clock);
    }
}
