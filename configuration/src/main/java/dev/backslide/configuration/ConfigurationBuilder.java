package dev.backslide.configuration;

import dev.backslide.configuration.Configuration.Flag;
import dev.backslide.configuration.Configuration.Origin;
import dev.backslide.core.Direction;
import dev.backslide.core.DirectionRule;
import dev.backslide.core.detection.rule.DetectorKind;
import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Collects the places that a configuration is read from and the values from code; other places are not read. Not thread-safe: one per
 * configuration.
 *
 * @since 0.1
 */
public final class ConfigurationBuilder {

    final List<Given> given = new ArrayList<>();
    final List<SectionEntry> entries = new ArrayList<>();
    final Map<String, String> kafkaClient = new TreeMap<>();
    DirectionRule directionRule = (category, unit) -> Direction.UNKNOWN;
    Map<String, String> variables = Map.of();
    Map<String, String> properties = Map.of();

    @Nullable
    Path workingDir;

    @Nullable
    Path file;

    ConfigurationBuilder() {}

    /** The environment; default: none of it counts. */
    public ConfigurationBuilder variables(Map<String, String> environment) {
        variables = Map.copyOf(environment);
        return this;
    }

    /** System properties and the like, which win over the environment; default: none of them counts. */
    public ConfigurationBuilder properties(Map<String, String> systemProperties) {
        properties = Map.copyOf(systemProperties);
        return this;
    }

    /** Where {@value Configuration#FILE_NAME} is looked for and relative names of files start; default: no file is looked for. */
    public ConfigurationBuilder workingDir(Path folder) {
        workingDir = folder;
        return this;
    }

    /** The file to read, which must be there; null (the default): the variable's or property's, else the usual one, if any. */
    public ConfigurationBuilder file(@Nullable Path named) {
        file = named;
        return this;
    }

    /** Flags of a command line; those without a text count as not given. */
    public ConfigurationBuilder flags(List<Flag> flags) {
        for (Flag flag : flags) {
            String text = flag.text();
            if (text != null) {
                given.add(new Given(flag.setting(), flag.name(), text, Origin.FLAG));
            }
        }
        return this;
    }

    /** Sets a setting; it wins over file and environment. */
    public <T> ConfigurationBuilder set(Setting<T> setting, T value) {
        given.add(new Given(setting, setting.key(), SettingFormat.write(value), Origin.CODE));
        return this;
    }

    /**
     * The threshold of some metrics.
     *
     * @param metric glob on {@code model:name}, or on the bare metric name
     * @param percent worse by more than this is a regression, above 0
     */
    public ConfigurationBuilder threshold(String metric, double percent) {
        return add(FreeSection.THRESHOLDS, metric, percent);
    }

    /**
     * The floor of some metrics.
     *
     * @param metric glob on {@code model:name}, or on the bare metric name
     * @param floor changes up to this many of the metric's own units never count, at least 0
     */
    public ConfigurationBuilder floor(String metric, double floor) {
        return add(FreeSection.FLOORS, metric, floor);
    }

    /**
     * The rule that decides about some metrics.
     *
     * @param metric glob on {@code model:name}, or on the bare metric name
     */
    public ConfigurationBuilder detector(String metric, DetectorKind detector) {
        return add(FreeSection.DETECTORS, metric, detector);
    }

    /**
     * Which way of some metrics is better.
     *
     * @param metric glob on {@code model:name}, or on the bare metric name
     */
    public ConfigurationBuilder direction(String metric, Direction direction) {
        return add(FreeSection.DIRECTIONS, metric, direction);
    }

    /** Which way is better for all metrics of a category. */
    public ConfigurationBuilder category(String category, Direction direction) {
        return add(FreeSection.CATEGORIES, category, direction);
    }

    /** Which way is better by category and unit, if the categories do not say it; rules are asked in the order of adding. */
    public ConfigurationBuilder directionRule(DirectionRule rule) {
        directionRule = directionRule.orElse(rule);
        return this;
    }

    /** A setting of Kafka's own, for every client. */
    public ConfigurationBuilder kafkaClient(String name, String text) {
        kafkaClient.put(name, text);
        return this;
    }

    /**
     * Reads and checks everything.
     *
     * @throws InvalidConfigurationException that lists every problem
     */
    public Configuration build() {
        return new ConfigurationReader(this).read();
    }

    private ConfigurationBuilder add(FreeSection section, String key, Object value) {
        entries.add(new SectionEntry(section, key, SettingFormat.write(value), Origin.CODE, ""));
        return this;
    }

    /** What a flag or code says about a setting. Immutable. */
    record Given(Setting<?> setting, String name, String text, Origin origin) {}
}
