package dev.backslide.configuration;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds settings by the names that people write. Stateless. */
final class SettingNames {

    private SettingNames() {}

    static Optional<Setting<?>> find(String section, String key) {
        return Setting.ALL.stream()
                .filter(setting ->
                        setting.section().equals(section) && setting.key().equals(key))
                .findFirst();
    }

    /** Every section, those with free keys last. */
    static List<String> sections() {
        return Stream.concat(Setting.ALL.stream().map(Setting::section), FreeSection.labels().stream())
                .distinct()
                .toList();
    }

    static List<String> keys(String section) {
        return Setting.ALL.stream()
                .filter(setting -> setting.section().equals(section))
                .map(Setting::key)
                .toList();
    }

    /** The rest of a sentence about an unknown name. */
    static String meant(String typed, Collection<String> known) {
        return Nearest.to(typed, known)
                .map(name -> "; did you mean '" + name + "'?")
                .orElse("; 'backslide config' lists the known ones");
    }
}
