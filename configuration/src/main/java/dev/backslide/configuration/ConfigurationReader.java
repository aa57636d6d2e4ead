package dev.backslide.configuration;

import dev.backslide.configuration.Configuration.Origin;
import dev.backslide.configuration.Configuration.Value;
import org.jspecify.annotations.Nullable;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Lays default, file, environment, properties, flags and code over one another and checks the result: all problems are
 * reported at once. Not thread-safe: one a configuration.
 */
final class ConfigurationReader {

    private static final String KAFKA = "kafka";

    /** What follows on it is meant as a value, and may be a secret. */
    private static final Pattern OTHER_SEPARATOR = Pattern.compile("([^:\\s]+)\\s*[:\\s]");

    private final ConfigurationBuilder inputs;
    private final Map<String, Value> values = new HashMap<>();
    private final Map<String, Value> kafkaClient = new TreeMap<>();
    private final List<String> problems = new ArrayList<>();
    private final FreeEntries free = new FreeEntries(problems);

    ConfigurationReader(ConfigurationBuilder inputs) {
        this.inputs = inputs;
    }

    /**
     * What is in force.
     *
     * @throws InvalidConfigurationException that lists every problem
     */
    Configuration read() {
        Setting.ALL.forEach(setting -> values.put(setting.id(), new Value(setting.defaultText(), Origin.DEFAULT, "")));
        Path file = locate();
        if (file != null) {
            addFile(file);
        }
        addNamed(inputs.variables, VariableNames.VARIABLES, Origin.ENVIRONMENT);
        addNamed(inputs.properties, VariableNames.PROPERTIES, Origin.PROPERTY);
        inputs.given.forEach(
                given -> put(given.setting(), new Value(given.text(), given.origin(), given.name()), given.name()));
        inputs.entries.forEach(free::add);
        follow(Setting.PORT, Setting.BOOTSTRAP_SERVERS, "127.0.0.1:");
        follow(Setting.HTTP_PORT, Setting.SINK_URL, "http://127.0.0.1:");
        inputs.kafkaClient.forEach((name, text) -> kafkaClient.put(name, new Value(text, Origin.CODE, "")));
        if (!problems.isEmpty()) {
            throw new InvalidConfigurationException(problems);
        }
        return new Configuration(values, free.all(), inputs.directionRule, kafkaClient, file);
    }

    /** Where nothing else is said, clients look where 'up' is told to listen. */
    private void follow(Setting<Integer> port, Setting<String> place, String host) {
        Value listening = Objects.requireNonNull(values.get(port.id()));
        boolean said = Objects.requireNonNull(values.get(place.id())).origin() != Origin.DEFAULT;
        if (!said && listening.origin() != Origin.DEFAULT && !listening.text().equals("0")) {
            values.put(place.id(), new Value(host + listening.text(), listening.origin(), listening.place()));
        }
    }

    private @Nullable Path locate() {
        String variable = VariableNames.configurationFile(inputs.variables, inputs.properties);
        if (inputs.file != null) {
            return resolve(inputs.file);
        }
        if (!variable.isBlank()) {
            return resolve(Path.of(variable));
        }
        Path usual = resolve(Path.of(Configuration.FILE_NAME));
        return inputs.workingDir != null && Files.exists(usual) ? usual : null;
    }

    private Path resolve(Path path) {
        return inputs.workingDir == null
                ? path
                : inputs.workingDir.resolve(path).normalize();
    }

    private void addFile(Path file) {
        String place = show(file);
        Set<String> known = new HashSet<>(SettingNames.sections());
        Set<String> unknown = new HashSet<>();
        Set<String> written = new HashSet<>();
        for (ConfigurationFile.Line line : ConfigurationFile.read(file)) {
            String section = line.section();
            Optional<FreeSection> freeSection = FreeSection.find(section);
            if (freeSection.isPresent()) {
                free.add(freeSection.get(), line, place);
            } else if (!known.contains(section)) {
                if (unknown.add(section)) {
                    problems.add(place + ": " + misplaced(line, known));
                }
            } else if (written.add(section + "." + line.key())) {
                addEntry(place, line);
            } else {
                problems.add(place + ": [" + section + "] " + line.key() + " is written twice; keep one of them");
            }
        }
    }

    private static String misplaced(ConfigurationFile.Line line, Set<String> known) {
        String section = line.section();
        return section.isEmpty()
                ? line.key() + " is above all sections but it must be in one of " + SettingNames.sections()
                : "section was '[" + section + "]' but it must be one of " + SettingNames.sections()
                        + SettingNames.meant(section, known);
    }

    private void addEntry(String place, ConfigurationFile.Line line) {
        String section = line.section();
        String key = line.key();
        Optional<Setting<?>> setting = SettingNames.find(section, key);
        if (setting.isPresent()) {
            put(setting.get(), value(line, place), key);
        } else if (section.equals(KAFKA)
                && KafkaNames.isKnown(key)
                && !OTHER_SEPARATOR.matcher(key).lookingAt()) {
            kafkaClient.put(key, value(line, place));
        } else if (section.equals(KAFKA) && KafkaNames.isReserved(key)) {
            problems.add(place + ": [" + section + "] " + key + " cannot be set: " + KafkaNames.whyReserved(key));
        } else {
            Set<String> known = new HashSet<>(SettingNames.keys(section));
            Matcher separated = OTHER_SEPARATOR.matcher(key);
            if (separated.lookingAt()) {
                problems.add(place + ": [" + section + "] " + separated.group(1) + " has no '=' behind it; write "
                        + separated.group(1) + " = VALUE");
                return;
            }
            if (section.equals(KAFKA)) {
                known.addAll(KafkaNames.all());
            }
            problems.add(place + ": [" + section + "] " + key + " is not a known key" + SettingNames.meant(key, known));
        }
    }

    private void addNamed(Map<String, String> named, VariableNames names, Origin origin) {
        new TreeMap<>(named).forEach((name, text) -> {
            Setting<?> setting = names.find(name);
            if (setting != null) {
                put(setting, new Value(text, origin, name), name);
            } else {
                names.problem(name).ifPresent(problems::add);
            }
        });
    }

    /** What a line says, with the environment variables that it names. */
    private Value value(ConfigurationFile.Line line, String place) {
        for (String missing : VariableReferences.missing(line.text(), inputs.variables)) {
            problems.add(place + ": [" + line.section() + "] " + line.key() + " names the environment variable "
                    + missing + ", which is not set; set it, or write the value");
        }
        return new Value(VariableReferences.replace(line.text(), inputs.variables), Origin.FILE, place, line.text());
    }

    private void put(Setting<?> setting, Value value, String name) {
        String stripped = value.text().strip();
        if (setting.format().reader().apply(stripped).isEmpty()) {
            String where = value.origin() == Origin.FILE ? value.place() + ": " : "";
            problems.add(where + name + " was '" + setting.shown(value.written()) + "' but it must be "
                    + setting.format().rule());
        } else {
            values.put(
                    setting.id(),
                    new Value(
                            stripped,
                            value.origin(),
                            value.origin() == Origin.CODE ? "" : value.place(),
                            value.written().strip()));
        }
    }

    /** The path as the user reads it: relative where it lies below the working folder. */
    private String show(Path file) {
        Path folder = inputs.workingDir;
        return folder != null && file.startsWith(folder)
                ? folder.relativize(file).toString()
                : file.toString();
    }
}
