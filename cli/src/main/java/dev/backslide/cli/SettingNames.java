package dev.backslide.cli;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Finds settings by the names that people write. Stateless. */
final class SettingNames {

    private SettingNames() {}

    static Optional<Setting<?>> find(String section, String key) {
        return Setting.ALL.stream()
                .filter(setting ->
                        setting.section().equals(section) && setting.key().equals(key))
                .findFirst();
    }

    static List<String> sections() {
        return Setting.ALL.stream().map(Setting::section).distinct().toList();
    }

    static List<String> keys(String section) {
        return Setting.ALL.stream()
                .filter(setting -> setting.section().equals(section))
                .map(Setting::key)
                .toList();
    }

    static Map<String, Setting<?>> byVariable() {
        return Setting.ALL.stream().collect(Collectors.toMap(Setting::variable, Function.identity()));
    }

    /** The rest of a sentence about an unknown name. */
    static String meant(String typed, Collection<String> known) {
        return Nearest.to(typed, known)
                .map(name -> "; did you mean '" + name + "'?")
                .orElse("; 'backslide config' lists the known ones");
    }
}
