package dev.backslide.schemas;

import dev.backslide.core.Direction;
import dev.backslide.core.InvalidMetricException;
import dev.backslide.core.Text;
import org.jspecify.annotations.Nullable;

import java.util.Arrays;

/** Enums cross the wire as text, so that a new constant breaks no old reader. Thread-safe. */
final class EnumText {

    private EnumText() {}

    static @Nullable String textOf(@Nullable Enum<?> value) {
        return value == null ? null : value.name();
    }

    static @Nullable Direction directionOrNull(@Nullable String text) {
        return text == null ? null : parse(Direction.class, "direction", text);
    }

    /** A code that says more than a reader must know: one of a later version is the one that stands for all others. */
    static <E extends Enum<E>> E code(Class<E> type, String text, E other) {
        return Arrays.stream(type.getEnumConstants())
                .filter(constant -> constant.name().equals(text))
                .findFirst()
                .orElse(other);
    }

    static <E extends Enum<E>> E parse(Class<E> type, String field, String text) {
        try {
            return Enum.valueOf(type, text);
        } catch (IllegalArgumentException e) {
            throw new InvalidMetricException(field + " was " + Text.quote(text) + " but it must be one of "
                    + Arrays.toString(type.getEnumConstants()) + "; correct the producer");
        }
    }
}
