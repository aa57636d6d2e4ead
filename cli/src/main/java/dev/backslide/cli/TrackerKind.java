package dev.backslide.cli;

import java.util.Locale;
import java.util.Map;

/** Who keeps and judges measurements. Immutable. */
enum TrackerKind {
    /** Files in a folder. */
    LOCAL,
    /** The pipeline. */
    KAFKA;

    /** Names the kind for every tracker of a process. */
    static final String VARIABLE = "BACKSLIDE_TRACKER";

    /** Whether the environment asks for files; nothing said is no. */
    static boolean isLocal(Map<String, String> variables) {
        return of(variables, KAFKA) == LOCAL;
    }

    /**
     * What the environment asks for.
     *
     * @throws CommandFailure when that is none of the kinds
     */
    static TrackerKind of(Map<String, String> variables, TrackerKind otherwise) {
        String text = variables.getOrDefault(VARIABLE, "").strip();
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "" -> otherwise;
            case "local" -> LOCAL;
            case "kafka" -> KAFKA;
            default ->
                throw new CommandFailure(
                        VARIABLE + " was '" + text + "' but it must be local or kafka; correct or unset it");
        };
    }

    String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
