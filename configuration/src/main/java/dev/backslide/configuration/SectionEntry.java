package dev.backslide.configuration;

import dev.backslide.configuration.Configuration.Origin;

/**
 * One entry of a section with keys of the user's choice. Immutable.
 *
 * @param section of the entry
 * @param key as written: a category, or a glob on metrics
 * @param text the value as written
 * @param origin which of the places it came from
 * @param place the file; empty for code
 * @since 0.1
 */
public record SectionEntry(FreeSection section, String key, String text, Origin origin, String place) {

    /**
     * What the key matches: the category itself, or a glob on metric keys ({@code model:name}). A key without a model is a
     * metric name of any model; so is one with a double colon first, as pytest names its tests.
     */
    public String pattern() {
        if (section == FreeSection.CATEGORIES) {
            return key;
        }
        int colon = key.indexOf(':');
        return colon < 0 || key.startsWith("::", colon) ? "*:" + key : key;
    }

    /** The value, of the type that the section's format reads to. */
    <T> T read(SettingFormat<T> format) {
        return format.reader()
                .apply(text)
                .orElseThrow(() -> new IllegalStateException(section.label() + "." + key + " was not checked"));
    }
}
