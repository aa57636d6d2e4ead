package dev.backslide.sdk.internal.run;

import dev.backslide.core.Run;
import org.jspecify.annotations.Nullable;

import java.util.Map;

/** Environment variables, where a blank one is as good as none. Immutable. */
public record Variables(Map<String, String> values) {

    public Variables {
        values = Map.copyOf(values);
    }

    /** The first that is set and fit to be stored; null: none is. */
    @Nullable
    String first(String... names) {
        for (String name : names) {
            String value = values.get(name);
            if (value != null && !value.isBlank() && isStorable(value)) {
                return value.strip();
            }
        }
        return null;
    }

    boolean has(String name) {
        return first(name) != null;
    }

    /** Texts come from outside: one that breaks the rules of a run must not stop the tests that measure. */
    private static boolean isStorable(String value) {
        return value.length() <= Run.MAX_TEXT && value.chars().noneMatch(Character::isISOControl);
    }
}
