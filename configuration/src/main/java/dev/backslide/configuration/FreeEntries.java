package dev.backslide.configuration;

import dev.backslide.configuration.Configuration.Origin;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Collects and checks the entries of the sections whose keys the user makes. Not thread-safe: one a configuration. */
final class FreeEntries {

    private final List<String> problems;
    private final Map<FreeSection, Map<String, SectionEntry>> bySection = new LinkedHashMap<>();

    /** @param problems where problems are added */
    FreeEntries(List<String> problems) {
        this.problems = problems;
        for (FreeSection section : FreeSection.values()) {
            bySection.put(section, new LinkedHashMap<>());
        }
    }

    /** Takes a line of the file. The last '=' is the separator: names of benchmarks hold some themselves, values none. */
    void add(FreeSection section, ConfigurationFile.Line line, String place) {
        String written = line.key() + "=" + line.text();
        int separator = written.lastIndexOf('=');
        add(new SectionEntry(
                section,
                written.substring(0, separator).strip(),
                written.substring(separator + 1).strip(),
                Origin.FILE,
                place));
    }

    /** Takes an entry; what code says replaces what the file says of the same metrics. */
    void add(SectionEntry entry) {
        String where = (entry.place().isEmpty() ? "" : entry.place() + ": ") + "["
                + entry.section().label() + "] ";
        if (entry.key().isBlank()) {
            problems.add(where + "has a value without a key; name the "
                    + (entry.section() == FreeSection.CATEGORIES ? "category" : "metric"));
            return;
        }
        SettingFormat<?> format = entry.section().format();
        if (format.reader().apply(entry.text()).isEmpty()) {
            problems.add(where + entry.key() + " was '" + entry.text() + "' but it must be " + format.rule());
            return;
        }
        Map<String, SectionEntry> entries = bySection.getOrDefault(entry.section(), Map.of());
        SectionEntry before = entries.put(entry.pattern(), entry);
        if (before != null && before.origin() == Origin.FILE && entry.origin() == Origin.FILE) {
            problems.add(where
                    + (before.key().equals(entry.key())
                            ? entry.key() + " is written twice; keep one of them"
                            : before.key() + " and " + entry.key() + " match the same metrics; keep one of them"));
        }
    }

    List<SectionEntry> all() {
        return bySection.values().stream()
                .flatMap(entries -> entries.values().stream())
                .toList();
    }
}
