package dev.backslide.schemas;

import java.util.regex.Pattern;

/**
 * How the product's topics are named and made. Immutable.
 *
 * @param prefix before every topic name: letters, digits, {@code . _ -}, at most 100 characters; default {@code backslide}
 * @param partitions of metrics, verdicts, alerts, stats and commands, 1 to 1,000; default 4. All five need the same number
 * @param replicationFactor copies of each partition, 1 to 10; default 1
 * @since 0.1
 */
public record TopicSettings(String prefix, int partitions, short replicationFactor) {

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]{1,100}");

    /** Prefix {@code backslide}, 4 partitions, 1 copy. */
    public static final TopicSettings DEFAULT = new TopicSettings("backslide", 4, (short) 1);

    public TopicSettings {
        if (!NAME.matcher(prefix).matches()) {
            throw new IllegalArgumentException(
                    "topic prefix was '" + prefix + "' but it must be 1 to 100 letters, digits, '.', '_' or '-'");
        }
        if (partitions < 1 || partitions > 1_000) {
            throw new IllegalArgumentException("partitions was '" + partitions + "' but it must be 1 to 1000");
        }
        if (replicationFactor < 1 || replicationFactor > 10) {
            throw new IllegalArgumentException(
                    "replication factor was '" + replicationFactor + "' but it must be 1 to 10");
        }
    }

    /** The consumer group of the detector that reads these topics: its application id. */
    public String detectorGroup() {
        return prefix + "-detector";
    }

    /** The same settings under another prefix. */
    public TopicSettings withPrefix(String newPrefix) {
        return new TopicSettings(newPrefix, partitions, replicationFactor);
    }
}
