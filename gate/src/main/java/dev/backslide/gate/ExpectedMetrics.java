package dev.backslide.gate;

import dev.backslide.configuration.FileTrouble;
import dev.backslide.core.MetricGlob;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The metrics that a run has to measure: metric keys or globs, one a line, {@code #} starts a comment. {@code *} stands for any text,
 * {@code ?} for one character; without a colon a line is about the name alone. Immutable.
 *
 * @param patterns as written
 * @since 0.1
 */
public record ExpectedMetrics(List<String> patterns) {

    /** Nothing in particular. */
    public static final ExpectedMetrics NONE = new ExpectedMetrics(List.of());

    private static final Pattern COMMENT = Pattern.compile("(^|\\s)#.*$");

    /** Copies the list. */
    public ExpectedMetrics {
        patterns = List.copyOf(patterns);
    }

    /**
     * Reads a file of patterns.
     *
     * @throws GateException when it cannot be read or expects nothing
     */
    public static ExpectedMetrics read(Path file) {
        try {
            List<String> patterns = Files.readAllLines(file).stream()
                    .map(line -> COMMENT.matcher(line).replaceFirst("").strip())
                    .filter(line -> !line.isEmpty())
                    .toList();
            if (patterns.isEmpty()) {
                throw new GateException(
                        "file '" + file
                                + "' expects nothing; write one metric key or glob per line, e.g. my_model:*, or leave out --expect");
            }
            return new ExpectedMetrics(patterns);
        } catch (IOException e) {
            throw new GateException(
                    "file '" + file + "' of expected metrics cannot be read (" + FileTrouble.of(e)
                            + "); correct --expect",
                    e);
        }
    }

    /** The patterns that none of these metric keys match. */
    public List<String> missing(Collection<String> metricKeys) {
        return patterns.stream()
                .filter(pattern -> {
                    Pattern regex = MetricGlob.pattern(pattern);
                    return metricKeys.stream()
                            .noneMatch(key -> regex.matcher(key).matches());
                })
                .toList();
    }
}
