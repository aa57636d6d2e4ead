package dev.backslide.configuration;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A section of the configuration file whose keys the user makes: metrics or categories. Immutable.
 *
 * @since 0.1
 */
public enum FreeSection {
    /** Percentage by metric. */
    THRESHOLDS("threshold of the metrics that the key matches, in percent"),
    /** Floor by metric, in its unit. */
    FLOORS("changes up to this size, in the metric's own unit, never count"),
    /** Rule by metric. */
    DETECTORS("rule that decides about the metrics that the key matches"),
    /** Direction by metric. */
    DIRECTIONS("which way is better for the metrics that the key matches"),
    /** Direction by category. */
    CATEGORIES("which way is better for the metrics of this category");

    private final String doc;

    FreeSection(String doc) {
        this.doc = doc;
    }

    /** Its name in the file, without brackets. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** How its values are read. */
    public SettingFormat<?> format() {
        return switch (this) {
            case THRESHOLDS -> SettingFormat.PERCENTAGE;
            case FLOORS -> SettingFormat.FLOOR;
            case DETECTORS -> SettingFormat.DETECTOR;
            case DIRECTIONS, CATEGORIES -> SettingFormat.DIRECTION;
        };
    }

    /** Purpose of its entries, in one line. */
    public String doc() {
        return doc;
    }

    static Optional<FreeSection> find(String label) {
        return Arrays.stream(values())
                .filter(section -> section.label().equals(label))
                .findFirst();
    }

    static List<String> labels() {
        return Arrays.stream(values()).map(FreeSection::label).toList();
    }
}
