package dev.backslide.cli;

import dev.backslide.cli.Configuration.Flag;
import dev.backslide.cli.Configuration.Origin;
import dev.backslide.cli.Configuration.Value;
import org.jspecify.annotations.Nullable;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Lays default, file, environment and flags over one another and checks the result: all problems are reported at once. Not
 * thread-safe: one a configuration.
 */
final class ConfigurationReader {

    /** Names the file, as {@code --config} does. */
    static final String FILE_VARIABLE = Configuration.VARIABLE_PREFIX + "CONFIG";

    /** Shows stack traces, as {@code --debug} does. */
    static final String DEBUG_VARIABLE = Configuration.VARIABLE_PREFIX + "DEBUG";

    private static final String KAFKA = "kafka";
    /** Read by the script or the SDK, not by this class. */
    private static final Set<String> OTHER_VARIABLES = Set.of(
            FILE_VARIABLE,
            DEBUG_VARIABLE,
            "BACKSLIDE_JAVA_OPTS",
            "BACKSLIDE_COMMIT",
            "BACKSLIDE_COMMIT_TIME",
            "BACKSLIDE_BRANCH",
            "BACKSLIDE_BUILD_URL",
            ChildVariables.RUN_ID,
            ChildVariables.RESULTS_FILE,
            TrackerKind.VARIABLE);

    private final Surroundings surroundings;
    private final Map<String, Value> values = new HashMap<>();
    private final Map<String, String> kafkaClient = new TreeMap<>();
    private final List<String> problems = new ArrayList<>();

    private ConfigurationReader(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    /**
     * What is in force.
     *
     * @param named the file of {@code --config}; null: the variable's, else the one in the working folder, if any
     * @param flags settings given on the command line; those without a text count as not given
     * @throws CommandFailure that lists every problem
     */
    static Configuration read(Surroundings surroundings, @Nullable Path named, List<Flag> flags) {
        ConfigurationReader reader = new ConfigurationReader(surroundings);
        Setting.ALL.forEach(
                setting -> reader.values.put(setting.id(), new Value(setting.defaultText(), Origin.DEFAULT, "")));
        Path file = reader.locate(named);
        if (file != null) {
            reader.addFile(file);
        }
        reader.addVariables();
        reader.addFlags(flags);
        if (!reader.problems.isEmpty()) {
            throw Configuration.invalid(reader.problems);
        }
        return new Configuration(reader.values, reader.kafkaClient, file);
    }

    private @Nullable Path locate(@Nullable Path named) {
        String variable = surroundings.variables().get(FILE_VARIABLE);
        if (named != null) {
            return surroundings.resolve(named);
        }
        if (variable != null && !variable.isBlank()) {
            return surroundings.resolve(Path.of(variable));
        }
        Path usual = surroundings.resolve(Path.of(Configuration.FILE_NAME));
        return Files.exists(usual) ? usual : null;
    }

    private void addFile(Path file) {
        String place = surroundings.show(file);
        ConfigurationFile.read(file).forEach((section, entries) -> {
            if (!entries.isEmpty() && SettingNames.sections().stream().noneMatch(section::equals)) {
                problems.add(place + ": section was '[" + section + "]' but it must be one of "
                        + SettingNames.sections() + SettingNames.meant(section, SettingNames.sections()));
                return;
            }
            entries.forEach((key, text) -> addEntry(place, section, key, text));
        });
    }

    private void addEntry(String place, String section, String key, String text) {
        Optional<Setting<?>> setting = SettingNames.find(section, key);
        if (setting.isPresent()) {
            put(setting.get(), text, Origin.FILE, place, key);
        } else if (section.equals(KAFKA) && KafkaNames.isKnown(key)) {
            kafkaClient.put(key, text);
        } else {
            Set<String> known = new HashSet<>(SettingNames.keys(section));
            if (section.equals(KAFKA)) {
                known.addAll(KafkaNames.all());
            }
            problems.add(place + ": [" + section + "] " + key + " is no known key" + SettingNames.meant(key, known));
        }
    }

    private void addVariables() {
        Map<String, Setting<?>> byVariable = SettingNames.byVariable();
        new TreeMap<>(surroundings.variables()).forEach((name, text) -> {
            Setting<?> setting = byVariable.get(name);
            if (setting != null) {
                put(setting, text, Origin.ENVIRONMENT, name, name);
            } else if (name.startsWith(Configuration.VARIABLE_PREFIX) && !OTHER_VARIABLES.contains(name)) {
                Nearest.to(name, byVariable.keySet())
                        .ifPresent(meant -> problems.add(
                                "environment variable " + name + " is no known one; did you mean " + meant + "?"));
            }
        });
    }

    private void addFlags(List<Flag> flags) {
        for (Flag flag : flags) {
            String text = flag.text();
            if (text != null) {
                put(flag.setting(), text, Origin.FLAG, flag.name(), flag.name());
            }
        }
    }

    private void put(Setting<?> setting, String text, Origin origin, String place, String name) {
        String stripped = text.strip();
        if (setting.format().reader().apply(stripped).isEmpty()) {
            String where = origin == Origin.FILE ? place + ": " : "";
            problems.add(where + name + " was '" + text + "' but it must be "
                    + setting.format().rule());
        } else {
            values.put(setting.id(), new Value(stripped, origin, place));
        }
    }
}
