package dev.backslide.cli;

import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * What is in force, and where each value came from. Immutable.
 *
 * @param values by {@link Setting#id()}, one for every setting
 * @param kafkaClient settings of the {@code [kafka]} section that are Kafka's own, passed through to every client
 * @param file the configuration file that was read; null when there is none
 */
record Configuration(
        Map<String, Value> values,
        Map<String, String> kafkaClient,
        @Nullable Path file) {

    /** What every environment variable of the product starts with. */
    static final String VARIABLE_PREFIX = "BACKSLIDE_";

    /** The file that is read where nobody names one. */
    static final String FILE_NAME = "performance_regression_config.ini";

    Configuration {
        values = Map.copyOf(values);
        kafkaClient = Map.copyOf(kafkaClient);
    }

    /** The value of a setting. */
    <T> T get(Setting<T> setting) {
        String text = valueOf(setting).text();
        return setting.format().reader().apply(text).orElseThrow(() -> new IllegalStateException(setting.id()));
    }

    /** The text of a setting and where it came from. */
    Value valueOf(Setting<?> setting) {
        Value value = values.get(setting.id());
        if (value == null) {
            throw new IllegalStateException(setting.id());
        }
        return value;
    }

    /**
     * One value in force. Immutable.
     *
     * @param text as written
     * @param origin which of the places it came from
     * @param place the file, variable or flag; empty for a default
     */
    record Value(String text, Origin origin, String place) {}

    /** The places a value can come from, weakest first. Immutable. */
    enum Origin {
        DEFAULT,
        FILE,
        ENVIRONMENT,
        FLAG
    }

    /** A flag that sets a setting: its name on the command line and the text given. Immutable. */
    record Flag(Setting<?> setting, String name, @Nullable String text) {}

    /** All problems of a configuration as one failure. */
    static CommandFailure invalid(List<String> problems) {
        return new CommandFailure(
                problems.size() == 1
                        ? problems.get(0)
                        : problems.size() + " problems with the configuration:\n  " + String.join("\n  ", problems));
    }
}
