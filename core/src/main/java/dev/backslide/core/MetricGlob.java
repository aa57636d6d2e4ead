package dev.backslide.core;

import java.util.regex.Pattern;

/**
 * Patterns over metric keys: {@code *} stands for any text, {@code ?} for one character; a pattern without a colon matches the name only.
 * Stateless.
 *
 * @since 0.1
 */
public final class MetricGlob {

    private MetricGlob() {}

    /** The glob over whole metric keys. */
    public static String whole(String glob) {
        return glob.indexOf(':') < 0 ? "*:" + glob : glob;
    }

    /** Matches the metric keys that the glob is about. */
    public static Pattern pattern(String glob) {
        StringBuilder regex = new StringBuilder();
        String whole = whole(glob);
        for (int i = 0; i < whole.length(); i++) {
            char c = whole.charAt(i);
            regex.append(
                    switch (c) {
                        case '*' -> ".*";
                        case '?' -> ".";
                        default -> Pattern.quote(String.valueOf(c));
                    });
        }
        return Pattern.compile(regex.toString(), Pattern.DOTALL);
    }
}
