package dev.backslide.detector;

import dev.backslide.core.detection.history.HistoryLimits;
import dev.backslide.core.detection.rule.Policies;
import dev.backslide.core.detection.rule.Policy;
import dev.backslide.schemas.TopicSettings;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/**
 * How the detector runs. Immutable.
 *
 * @param bootstrapServers host:port list of the cluster
 * @param topics how topics are named and made
 * @param stateDir folder of the local state; rebuilt from the changelogs where it is lost
 * @param threads stream threads, 1 to 256; default 2
 * @param policies how measurements are judged where the event does not say
 * @param history how much of a series is kept for judging
 * @param heapPercent share of the heap on which series are kept, 1 to 80; default 30: the others are read from the stores when they are
 *     measured
 * @param statsInterval statistics of a busy series are published at most this often, above 0; default 5 seconds
 * @param clientOverrides settings passed through to Kafka Streams and its clients; they win over ours
 */
public record DetectorSettings(
        String bootstrapServers,
        TopicSettings topics,
        Path stateDir,
        int threads,
        Policies policies,
        HistoryLimits history,
        int heapPercent,
        Duration statsInterval,
        Map<String, String> clientOverrides) {

    private static final int DEFAULT_THREADS = 2;
    private static final int DEFAULT_HEAP_PERCENT = 30;
    private static final Duration DEFAULT_STATS_INTERVAL = Duration.ofSeconds(5);

    public DetectorSettings {
        require(!bootstrapServers.isBlank(), "bootstrap.servers", bootstrapServers, "host:port");
        require(threads >= 1 && threads <= 256, "detector threads", threads, "1 to 256");
        require(heapPercent >= 1 && heapPercent <= 80, "heap percent of the detector", heapPercent, "1 to 80");
        require(statsInterval.toMillis() >= 1, "stats interval", statsInterval, "at least a millisecond");
        clientOverrides = Map.copyOf(clientOverrides);
    }

    /** Defaults for everything but where the cluster is and where the state goes. */
    public static DetectorSettings of(String bootstrapServers, TopicSettings topics, Path stateDir) {
        return new DetectorSettings(
                bootstrapServers,
                topics,
                stateDir,
                DEFAULT_THREADS,
                Policies.DEFAULT,
                HistoryLimits.DEFAULT,
                DEFAULT_HEAP_PERCENT,
                DEFAULT_STATS_INTERVAL,
                Map.of());
    }

    /** The same settings with one policy for every metric. */
    public DetectorSettings withPolicy(Policy newPolicy) {
        return withPolicies(Policies.of(newPolicy));
    }

    /** The same settings with other policies. */
    public DetectorSettings withPolicies(Policies newPolicies) {
        return new DetectorSettings(
                bootstrapServers,
                topics,
                stateDir,
                threads,
                newPolicies,
                history,
                heapPercent,
                statsInterval,
                clientOverrides);
    }

    /** The same settings with another share of the heap. */
    public DetectorSettings withHeapPercent(int newPercent) {
        return new DetectorSettings(
                bootstrapServers,
                topics,
                stateDir,
                threads,
                policies,
                history,
                newPercent,
                statsInterval,
                clientOverrides);
    }

    /** The same settings with other client settings. */
    public DetectorSettings withClientOverrides(Map<String, String> newOverrides) {
        return new DetectorSettings(
                bootstrapServers,
                topics,
                stateDir,
                threads,
                policies,
                history,
                heapPercent,
                statsInterval,
                newOverrides);
    }

    private static void require(boolean condition, String setting, Object value, String rule) {
        if (!condition) {
            throw new IllegalArgumentException(setting + " was '" + value + "' but it must be " + rule);
        }
    }
}
