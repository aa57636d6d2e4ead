package dev.backslide.core;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * What the text of a unit means: what is counted, per what, and how much of it one is. Two units of the same kind can be converted into
 * each other: times, bytes, bits, and each per another one, e.g. {@code ops/s} and {@code ops/ms}, {@code ns/op} and {@code us/op}. A word
 * that is not known is a kind of its own. Immutable.
 */
final class Unit {

    private static final Pattern PER = Pattern.compile("/|(?i)\\s+per\\s+");
    private static final int LONGEST = 50;

    /** Picoseconds. */
    private static final Map<String, Long> TIMES = Map.of(
            "ps", 1L,
            "ns", 1_000L,
            "us", 1_000_000L,
            "ms", 1_000_000_000L,
            "s", 1_000_000_000_000L,
            "min", 60_000_000_000_000L,
            "h", 3_600_000_000_000_000L,
            "d", 86_400_000_000_000_000L);

    /** How else they are written; a single {@code m} may be a metre, so it is not among them. */
    private static final Map<String, String> TIME_WORDS = Map.ofEntries(
            Map.entry("nsec", "ns"),
            Map.entry("nanos", "ns"),
            Map.entry("nanosecond", "ns"),
            Map.entry("nanoseconds", "ns"),
            Map.entry("µs", "us"),
            Map.entry("μs", "us"),
            Map.entry("usec", "us"),
            Map.entry("micros", "us"),
            Map.entry("microsecond", "us"),
            Map.entry("microseconds", "us"),
            Map.entry("msec", "ms"),
            Map.entry("millis", "ms"),
            Map.entry("millisecond", "ms"),
            Map.entry("milliseconds", "ms"),
            Map.entry("sec", "s"),
            Map.entry("secs", "s"),
            Map.entry("second", "s"),
            Map.entry("seconds", "s"),
            Map.entry("mins", "min"),
            Map.entry("minute", "min"),
            Map.entry("minutes", "min"),
            Map.entry("hr", "h"),
            Map.entry("hour", "h"),
            Map.entry("hours", "h"),
            Map.entry("day", "d"),
            Map.entry("days", "d"));

    /** {@code MB}, {@code MiB}, {@code Mbit}: the letter of the prefix, and whether it counts in 1,024s. {@code Mb} may be either. */
    private static final Pattern SIZE = Pattern.compile(
            "([kKMGTP]?)(i?)(B|bit|bits|byte|bytes)|([kmgtp]?)(i?)(b)|(?i:(kilo|mega|giga|tera)bytes?)");

    private static final String PREFIXES = "kmgtp";

    private final String kind;
    private final BigInteger up;
    private final BigInteger down;

    private Unit(String kind, BigInteger up, BigInteger down) {
        this.kind = kind;
        this.up = up;
        this.down = down;
    }

    static Unit parse(String text) {
        String stripped = text.strip();
        if (stripped.length() > LONGEST) {
            return new Unit(stripped, BigInteger.ONE, BigInteger.ONE);
        }
        List<String> kinds = new ArrayList<>();
        BigInteger up = BigInteger.ONE;
        BigInteger down = BigInteger.ONE;
        for (String word : PER.split(stripped, -1)) {
            Part part = part(word.strip());
            up = kinds.isEmpty() ? part.factor : up;
            down = kinds.isEmpty() ? down : down.multiply(part.factor);
            kinds.add(part.kind);
        }
        return new Unit(String.join("/", kinds), up, down);
    }

    /** What is the same of all units that can be converted into this one. */
    String kind() {
        return kind;
    }

    /** How many of another unit of this kind one of this unit is, as a fraction in lowest terms: numerator, denominator. */
    BigInteger[] in(Unit other) {
        BigInteger numerator = up.multiply(other.down);
        BigInteger denominator = down.multiply(other.up);
        BigInteger common = numerator.gcd(denominator);
        return new BigInteger[] {numerator.divide(common), denominator.divide(common)};
    }

    private record Part(String kind, BigInteger factor) {}

    private static Part part(String word) {
        String lower = word.toLowerCase(Locale.ROOT);
        // One letter in capitals is something else: S is siemens, H henry.
        String time = TIME_WORDS.getOrDefault(lower, word.length() == 1 ? word : lower);
        Long picos = TIMES.get(time);
        if (picos != null) {
            return new Part("time", BigInteger.valueOf(picos));
        }
        var size = SIZE.matcher(word);
        if (size.matches()) {
            String prefix = size.group(7) != null ? size.group(7).substring(0, 1) : first(size.group(1), size.group(4));
            boolean binary = "i".equals(size.group(2)) || "i".equals(size.group(5));
            boolean bits = size.group(3) != null && size.group(3).startsWith("bit");
            return new Part(
                    bits ? "bit" : "byte",
                    BigInteger.valueOf(binary ? 1_024 : 1_000)
                            .pow(prefix.isEmpty() ? 0 : PREFIXES.indexOf(prefix.toLowerCase(Locale.ROOT)) + 1));
        }
        return new Part(lower.equals("percent") ? "%" : lower, BigInteger.ONE);
    }

    private static String first(String one, String other) {
        return one == null ? (other == null ? "" : other) : one;
    }
}
