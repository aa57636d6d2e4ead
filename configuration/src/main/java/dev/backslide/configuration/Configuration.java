package dev.backslide.configuration;

import dev.backslide.core.DirectionRule;
import dev.backslide.core.detection.rule.Policies;
import dev.backslide.schemas.TopicSettings;
import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The values in force, and the source of each. Immutable.
 *
 * @since 0.1
 */
public final class Configuration {

    /** Prefix of every environment variable of the product. */
    public static final String VARIABLE_PREFIX = "BACKSLIDE_";

    /** Prefix of every system property of the product. */
    public static final String PROPERTY_PREFIX = "perf.";

    /** The file that is read if no other is named. */
    public static final String FILE_NAME = "performance_regression_config.ini";

    private final Map<String, Value> values;
    private final List<SectionEntry> entries;
    private final DirectionRule directionRule;
    private final Map<String, Value> kafkaClient;
    private final @Nullable Path file;

    Configuration(
            Map<String, Value> values,
            List<SectionEntry> entries,
            DirectionRule directionRule,
            Map<String, Value> kafkaClient,
            @Nullable Path file) {
        this.values = Map.copyOf(values);
        this.entries = List.copyOf(entries);
        this.directionRule = directionRule;
        this.kafkaClient = Map.copyOf(kafkaClient);
        this.file = file;
    }

    /** Starts a configuration of defaults; the caller adds the places to read and the values from code. */
    public static ConfigurationBuilder builder() {
        return new ConfigurationBuilder();
    }

    /** The value of a setting. */
    public <T> T get(Setting<T> setting) {
        String text = valueOf(setting).text();
        return setting.format().reader().apply(text).orElseThrow(() -> new IllegalStateException(setting.id()));
    }

    /** The text of a setting and its source. */
    public Value valueOf(Setting<?> setting) {
        Value value = values.get(setting.id());
        if (value == null) {
            throw new IllegalStateException(setting.id());
        }
        return value;
    }

    /** Entries of the sections with free keys, in the order of {@link FreeSection}. */
    public List<SectionEntry> entries() {
        return entries;
    }

    /** Which way is better by category and unit, as code says; no opinion where it says nothing. */
    DirectionRule directionRule() {
        return directionRule;
    }

    /** Settings of the {@code [kafka]} section that are Kafka's own, passed through to every client. */
    public Map<String, String> kafkaClient() {
        return kafkaClient.entrySet().stream()
                .collect(Collectors.toUnmodifiableMap(
                        Map.Entry::getKey, entry -> entry.getValue().text()));
    }

    /** The value of a setting for people: as written, without secrets. */
    public String shown(Setting<?> setting) {
        return setting.shown(valueOf(setting).written());
    }

    /** What {@link #kafkaClient()} says for people: in the order of names, as written, without secrets. */
    public SortedMap<String, String> shownKafkaClient() {
        SortedMap<String, String> shown = new TreeMap<>();
        kafkaClient.forEach((name, value) -> shown.put(name, KafkaNames.shown(name, value.written())));
        return shown;
    }

    /** The configuration file that was read; null when there is none. */
    public @Nullable Path file() {
        return file;
    }

    /** How topics are named and made. */
    public TopicSettings topics() {
        return new TopicSettings(
                get(Setting.TOPIC_PREFIX),
                get(Setting.PARTITIONS),
                get(Setting.REPLICATION_FACTOR).shortValue());
    }

    /**
     * How measurements are judged, with the direction rules that the thread's context class loader sees.
     *
     * @throws InvalidConfigurationException when a supplied direction rule cannot be made
     */
    public Policies policies() {
        ClassLoader context = Thread.currentThread().getContextClassLoader();
        return policies(context == null ? ClassLoader.getSystemClassLoader() : context);
    }

    /**
     * How measurements are judged.
     *
     * @param classPath where providers of {@link dev.backslide.core.DirectionRule} are looked for
     * @throws InvalidConfigurationException when one of them cannot be made
     */
    public Policies policies(ClassLoader classPath) {
        return PolicyReader.read(this, classPath);
    }

    /**
     * One value in force. Immutable.
     *
     * @param text in force
     * @param origin which of the places it came from
     * @param place the file, variable, property or flag; empty for a default and for code
     * @param written the text before environment variables were put in their places
     */
    public record Value(String text, Origin origin, String place, String written) {

        /** A value that is in force as written. */
        public Value(String text, Origin origin, String place) {
            this(text, origin, place, text);
        }
    }

    /** The places a value can come from, weakest first; code and flags are equally strong. Immutable. */
    public enum Origin {
        DEFAULT,
        FILE,
        ENVIRONMENT,
        PROPERTY,
        FLAG,
        CODE
    }

    /**
     * A flag that sets a setting. Immutable.
     *
     * @param setting that it sets
     * @param name on the command line
     * @param text as given; null: not given
     */
    public record Flag(
            Setting<?> setting, String name, @Nullable String text) {}
}
