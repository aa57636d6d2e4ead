package dev.backslide.jmh;

import dev.backslide.core.Direction;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a metric's unit and mode say of it. The unit is believed first: modes are mislabelled, units are what the number is in.
 * Immutable.
 *
 * @param direction which way is better; UNKNOWN: tracked and never alerted on
 * @param category of the specification, or {@value #REPORTED}
 */
record JmhMeaning(Direction direction, String category) {

    /** Category of what is tracked alone. */
    static final String REPORTED = "profiler";

    private static final JmhMeaning REPORTED_ONLY = new JmhMeaning(Direction.UNKNOWN, REPORTED);
    private static final JmhMeaning THROUGHPUT = new JmhMeaning(Direction.HIGHER_IS_BETTER, "performance");
    private static final JmhMeaning TIME = new JmhMeaning(Direction.LOWER_IS_BETTER, "time");
    private static final JmhMeaning MEMORY = new JmhMeaning(Direction.LOWER_IS_BETTER, "memory");
    private static final JmhMeaning COST = new JmhMeaning(Direction.LOWER_IS_BETTER, "performance");

    private static final Set<String> TIMES = Set.of("ns", "us", "µs", "ms", "s", "min", "m", "hr", "h", "day", "d");
    private static final Set<String> SIZES = Set.of("b", "kb", "mb", "gb");

    /** A percentile: alone, or behind the method's name, which JMH up to 1.36 ends with a dot in the middle of the line. */
    private static final Pattern PERCENTILE = Pattern.compile("(?:.*[·:])?(p[01]\\.\\d+)", Pattern.DOTALL);

    /** Percentiles that enough measurements stand behind; the tails jump from run to run. */
    private static final Set<String> STEADY_PERCENTILES = Set.of("p0.50", "p0.90", "p0.95", "p0.99");

    /** Of a benchmark's own score. */
    static JmhMeaning ofPrimary(String mode, String unit) {
        JmhMeaning byUnit = ofUnit(unit);
        return !byUnit.equals(REPORTED_ONLY) ? byUnit : mode.equals("thrpt") ? THROUGHPUT : TIME;
    }

    /** Of a secondary metric, by its name without JMH's own prefix. */
    static JmhMeaning ofSecondary(String label, String unit) {
        Matcher percentile = PERCENTILE.matcher(label);
        boolean jumps = percentile.matches() && !STEADY_PERCENTILES.contains(percentile.group(1));
        return jumps ? REPORTED_ONLY : ofUnit(unit);
    }

    /** Whether a mode cannot have this unit. */
    static boolean contradicts(String mode, String unit) {
        JmhMeaning byUnit = ofUnit(unit);
        boolean higher = byUnit.equals(THROUGHPUT);
        return !byUnit.equals(REPORTED_ONLY) && higher != mode.equals("thrpt");
    }

    private static JmhMeaning ofUnit(String unit) {
        String text = unit.strip().toLowerCase(Locale.ROOT);
        if (text.startsWith("ops/")) {
            return THROUGHPUT;
        }
        if (!text.endsWith("/op")) {
            return REPORTED_ONLY;
        }
        String measure = text.substring(0, text.length() - "/op".length());
        return TIMES.contains(measure) ? TIME : SIZES.contains(measure) ? MEMORY : COST;
    }
}
