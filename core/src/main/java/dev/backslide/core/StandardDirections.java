package dev.backslide.core;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The specification's tables of categories and units: performance with a rate unit is higher-is-better; time and memory
 * categories, and time or size units of any category, are lower-is-better; all else is unknown. Thread-safe.
 *
 * @since 0.1
 */
public final class StandardDirections implements DirectionRule {

    /** The one instance. */
    public static final StandardDirections INSTANCE = new StandardDirections();

    private static final Set<String> RATES =
            Set.of("throughput", "rps", "qps", "tps", "ops", "fps", "iops", "bps", "hz");
    private static final Pattern PER_TIME =
            Pattern.compile(".+(/|\\bper\\b)\\s*(s|sec|secs|second|seconds|ms|us|ns|min|minute|h|hour)$|.+(ps|/s)$");
    private static final Set<String> TIMES = Set.of(
            "time",
            "duration",
            "s",
            "sec",
            "secs",
            "second",
            "seconds",
            "ms",
            "msec",
            "millis",
            "millisecond",
            "milliseconds",
            "us",
            "usec",
            "µs",
            "μs",
            "micros",
            "microsecond",
            "microseconds",
            "ns",
            "nsec",
            "nanos",
            "nanosecond",
            "nanoseconds",
            "ps",
            "m",
            "min",
            "mins",
            "minute",
            "minutes",
            "h",
            "hr",
            "hour",
            "hours");
    private static final Set<String> SIZES = Set.of(
            "b",
            "byte",
            "bytes",
            "kb",
            "mb",
            "gb",
            "tb",
            "kib",
            "mib",
            "gib",
            "tib",
            "kilobytes",
            "megabytes",
            "gigabytes",
            "allocs",
            "allocations");

    private StandardDirections() {}

    @Override
    public Direction directionOf(String category, String unit) {
        String kind = category.strip().toLowerCase(Locale.ROOT);
        String measure = unit.strip().toLowerCase(Locale.ROOT);
        if (isRate(measure)) {
            return kind.equals("performance") ? Direction.HIGHER_IS_BETTER : Direction.UNKNOWN;
        }
        if (kind.equals("time") || kind.equals("memory") || isTimeOrSize(measure)) {
            return Direction.LOWER_IS_BETTER;
        }
        return Direction.UNKNOWN;
    }

    private static boolean isRate(String unit) {
        return RATES.contains(unit)
                || (!TIMES.contains(unit) && PER_TIME.matcher(unit).matches());
    }

    /** Time or size, alone or per operation: {@code ms}, {@code ns/iter}, {@code B/op}. */
    private static boolean isTimeOrSize(String unit) {
        int slash = unit.indexOf('/');
        String numerator = slash < 0 ? unit : unit.substring(0, slash);
        return TIMES.contains(numerator) || SIZES.contains(numerator);
    }
}
