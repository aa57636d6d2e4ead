package dev.backslide.core.report;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoField;
import java.time.temporal.ChronoUnit;

/**
 * Numbers and times as Python prints them, the language of the specification's files: a report or an export reads the same
 * whichever program wrote it. Thread-safe.
 *
 * @since 0.1
 */
public final class PythonFormat {

    /** Decimals of up to this many digits survive the way through a double, so they name exactly one. */
    private static final int EXACT_DIGITS = 15;

    private static final int MAX_DIGITS = 17;
    private static final int FIRST_SCIENTIFIC = 16;
    private static final int LAST_PLAIN = -4;

    private PythonFormat() {}

    /** {@code '%.2f' % value}: two decimals, the exact binary value rounded half-even; a negative zero keeps its sign. */
    public static String fixed2(double value) {
        if (!Double.isFinite(value)) {
            return nonFinite(value);
        }
        BigDecimal rounded = new BigDecimal(value).setScale(2, RoundingMode.HALF_EVEN);
        String sign = rounded.signum() == 0 && Double.doubleToRawLongBits(value) < 0 ? "-" : "";
        return sign + rounded.toPlainString();
    }

    /** {@code '%+.2f' % value}: as {@link #fixed2}, always with a sign. */
    public static String signedFixed2(double value) {
        String text = fixed2(value);
        return text.startsWith("-") ? text : "+" + text;
    }

    /** {@code repr(value)}: the shortest text that names the same double, e.g. {@code 140.0}, {@code 1e-05}. */
    public static String repr(double value) {
        if (!Double.isFinite(value)) {
            return nonFinite(value);
        }
        if (value == 0) {
            return Double.doubleToRawLongBits(value) < 0 ? "-0.0" : "0.0";
        }
        BigDecimal shortest = shortest(Math.abs(value)).stripTrailingZeros();
        String digits = shortest.unscaledValue().toString();
        int exponent = digits.length() - 1 - shortest.scale();
        String text = exponent < LAST_PLAIN || exponent >= FIRST_SCIENTIFIC
                ? scientific(digits, exponent)
                : plain(digits, exponent);
        return value < 0 ? "-" + text : text;
    }

    /** {@code datetime.isoformat()} in UTC: microseconds after the point, left out where they are 0. */
    public static String isoformat(Instant instant) {
        LocalDateTime time = LocalDateTime.ofInstant(instant.truncatedTo(ChronoUnit.MICROS), ZoneOffset.UTC);
        String seconds = "%04d-%02d-%02dT%02d:%02d:%02d"
                .formatted(
                        time.getYear(),
                        time.getMonthValue(),
                        time.getDayOfMonth(),
                        time.getHour(),
                        time.getMinute(),
                        time.getSecond());
        int micros = time.get(ChronoField.MICRO_OF_SECOND);
        return micros == 0 ? seconds : seconds + ".%06d".formatted(micros);
    }

    /** {@code time.time()} of an instant: seconds since 1970-01-01 UTC, microseconds as the fraction. */
    public static double epochSeconds(Instant instant) {
        return epochMicros(instant) / 1e6;
    }

    /** Microseconds since 1970-01-01 UTC; {@link ChronoUnit} counts nanoseconds on its way, which end in the year 2262. */
    static long epochMicros(Instant instant) {
        return Math.addExact(Math.multiplyExact(instant.getEpochSecond(), 1_000_000L), instant.getNano() / 1_000);
    }

    private static String nonFinite(double value) {
        return Double.isNaN(value) ? "nan" : value > 0 ? "inf" : "-inf";
    }

    private static BigDecimal shortest(double magnitude) {
        BigDecimal quick = new BigDecimal(Double.toString(magnitude)).stripTrailingZeros();
        boolean normal = magnitude >= Double.MIN_NORMAL;
        if (normal && quick.precision() <= EXACT_DIGITS) {
            return quick;
        }
        // Double.toString of JDK 17 may print a digit too many (JDK-4511638), so the shortest is searched for.
        BigDecimal exact = new BigDecimal(magnitude);
        for (int digits = normal ? EXACT_DIGITS : 1; digits < MAX_DIGITS; digits++) {
            BigDecimal nearest = exact.round(new MathContext(digits, RoundingMode.HALF_EVEN));
            if (nearest.doubleValue() == magnitude) {
                return nearest;
            }
            // Above a power of two doubles lie twice as far apart as below, so the next decimal up may be in reach.
            BigDecimal above = exact.round(new MathContext(digits, RoundingMode.UP));
            if (above.doubleValue() == magnitude) {
                return above;
            }
        }
        return exact.round(new MathContext(MAX_DIGITS, RoundingMode.HALF_EVEN));
    }

    private static String scientific(String digits, int exponent) {
        String mantissa = digits.length() == 1 ? digits : digits.charAt(0) + "." + digits.substring(1);
        return mantissa + "e" + (exponent < 0 ? "-" : "+") + "%02d".formatted(Math.abs(exponent));
    }

    private static String plain(String digits, int exponent) {
        if (exponent < 0) {
            return "0." + "0".repeat(-exponent - 1) + digits;
        }
        int whole = exponent + 1;
        return digits.length() <= whole
                ? digits + "0".repeat(whole - digits.length()) + ".0"
                : digits.substring(0, whole) + "." + digits.substring(whole);
    }
}
