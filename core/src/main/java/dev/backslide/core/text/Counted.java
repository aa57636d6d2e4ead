package dev.backslide.core.text;

import java.util.Locale;

/**
 * A number and what it counts, in the singular and the plural of English. Thread-safe.
 *
 * @since 0.1
 */
public final class Counted {

    private Counted() {}

    /** {@code 1 row}, {@code 1,204 rows}, {@code 0 rows}. */
    public static String of(long count, String noun) {
        return of(count, noun, noun + "s");
    }

    /** As {@link #of(long, String)}, with a plural of its own or further words: {@code 1 row was rejected}, {@code 2 rows were rejected}. */
    public static String of(long count, String one, String many) {
        return String.format(Locale.ROOT, "%,d ", count) + (count == 1 ? one : many);
    }
}
