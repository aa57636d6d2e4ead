package dev.backslide.core.text;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A line of a log, of text that may hold names of unknown origin: visible, and no command to the CI system that reads the log.
 * What one of them would obey is broken by the same escapes as invisible characters are; within a JSON text they mean the
 * character itself. Thread-safe.
 *
 * @since 0.1
 */
public final class LogLine {

    /** {@code ##[error]}, {@code ##vso[…]}, {@code ##teamcity[…]} and their like are obeyed anywhere in a line. */
    private static final Pattern HASHES = Pattern.compile("(?<=#)#");

    /** {@code section_start:} of GitLab, {@code travis_fold:} and their like. */
    private static final Pattern SECTION =
            Pattern.compile("(?i)(?<=(?:section_start|section_end|travis_fold|travis_time|travis_result)):");

    /** GitHub obeys {@code ::} at the start of a line, blanks before it or not. */
    private static final Pattern COLONS = Pattern.compile("^(\\s*:):");

    /** Buildkite opens and closes groups with three of these at the start of a line. */
    private static final Pattern GROUP = Pattern.compile("^(\\s*(?:--|\\+\\+|~~|\\^\\^))([-+~^])");

    private LogLine() {}

    /** The text as one line, fit to stand anywhere in a log. */
    public static String of(String text) {
        String line = VisibleText.of(text);
        line = escape(HASHES, line);
        line = escape(SECTION, line);
        line = COLONS.matcher(line).replaceFirst("$1\\\\u003a");
        return GROUP.matcher(line)
                .replaceFirst(match -> Matcher.quoteReplacement(
                        match.group(1) + VisibleText.escape(match.group(2).charAt(0))));
    }

    private static String escape(Pattern characters, String line) {
        return characters
                .matcher(line)
                .replaceAll(match -> Matcher.quoteReplacement(
                        VisibleText.escape(match.group().charAt(0))));
    }
}
