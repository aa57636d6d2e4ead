package dev.backslide.configuration;

import org.jspecify.annotations.Nullable;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Which environment variables or system properties set settings, and which are mistyped. Thread-safe. */
final class VariableNames {

    /** More letters than these belong to another product's name, or to one of ours that is read elsewhere. */
    private static final int TYPO = 2;

    private static final String FILE_VARIABLE = Configuration.VARIABLE_PREFIX + "CONFIG";
    private static final String FILE_PROPERTY = Configuration.PROPERTY_PREFIX + "config";

    static final VariableNames VARIABLES = new VariableNames(
            "environment variable", Configuration.VARIABLE_PREFIX, Setting::variable, Set.of(FILE_VARIABLE));

    static final VariableNames PROPERTIES = new VariableNames(
            "system property", Configuration.PROPERTY_PREFIX, Setting::property, Set.of(FILE_PROPERTY));

    private final String kind;
    private final String prefix;
    private final Map<String, Setting<?>> settings;
    private final Set<String> others;

    private VariableNames(String kind, String prefix, Function<Setting<?>, String> name, Set<String> others) {
        this.kind = kind;
        this.prefix = prefix;
        this.settings = Setting.ALL.stream().collect(Collectors.toUnmodifiableMap(name, Function.identity()));
        this.others = others;
    }

    /** The setting of a name; null for none. */
    @Nullable
    Setting<?> find(String name) {
        return settings.get(name);
    }

    /** What is wrong with a name that sets no setting: it is nearly one that does. */
    Optional<String> problem(String name) {
        if (!name.startsWith(prefix) || others.contains(name)) {
            return Optional.empty();
        }
        return Nearest.to(name, settings.keySet())
                .filter(meant -> Nearest.distance(name, meant) <= TYPO)
                .map(meant -> kind + " " + name + " is not a known one; did you mean " + meant + "?");
    }

    /** The file that environment or properties name; empty for none. */
    static String configurationFile(Map<String, String> variables, Map<String, String> properties) {
        return properties.getOrDefault(FILE_PROPERTY, variables.getOrDefault(FILE_VARIABLE, ""));
    }
}
