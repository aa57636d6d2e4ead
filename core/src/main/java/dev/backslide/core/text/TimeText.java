package dev.backslide.core.text;

import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads times as people and programs write them, wherever one is read: ISO 8601 with {@code T} or a space, with or without seconds,
 * time of day and offset ({@code Z}, {@code +01:00}, {@code -0700}); each form of git's; and seconds since 1970 with decimals. A time
 * without an offset is UTC, a date without a time is its midnight. Thread-safe.
 *
 * @since 0.1
 */
public final class TimeText {

    /** What a text must be, for messages after "it must be". */
    public static final String RULE =
            "a time, e.g. 2026-01-31T10:00:00Z, 2026-01-31 10:00:00 -0700 or 2026-01-31, or seconds"
                    + " since 1970 (not milliseconds)";

    private static final int MICRO_DIGITS = 6;
    private static final int MAX_DIGITS = 30;
    private static final Instant FIRST = Instant.parse("0000-01-01T00:00:00Z");
    private static final Instant LAST = Instant.parse("9999-12-31T23:59:59.999999999Z");

    private static final Pattern ISO = Pattern.compile("(?<date>\\d{4}-\\d\\d-\\d\\d)"
            + "([Tt ](?<time>\\d?\\d:\\d\\d(:\\d\\d(\\.\\d{1,9})?)?) ?(?<offset>[Zz]|[+-]\\d\\d(:?\\d\\d)?)?)?");
    private static final Pattern SECONDS = Pattern.compile("[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d+)?");

    /** {@code git log --date=raw}: the offset says where it was, and changes nothing. */
    private static final Pattern GIT_RAW = Pattern.compile("(?<seconds>\\d+) [+-]\\d{4}");

    private static final DateTimeFormatter GIT_DEFAULT =
            DateTimeFormatter.ofPattern("EEE MMM d HH:mm:ss yyyy xx", Locale.ENGLISH);

    private TimeText() {}

    /** @throws DateTimeException when the text is none of these, or of no year from 0 to 9999 */
    public static Instant parse(String text) {
        Instant time = read(text.strip());
        if (time.isBefore(FIRST) || time.isAfter(LAST)) {
            throw new DateTimeException("beyond the years 0 to 9999");
        }
        return time;
    }

    private static Instant read(String text) {
        Matcher iso = ISO.matcher(text);
        if (iso.matches()) {
            return ofIso(iso.group("date"), iso.group("time"), iso.group("offset"));
        }
        if (SECONDS.matcher(text).matches()) {
            return ofSeconds(new BigDecimal(text));
        }
        Matcher raw = GIT_RAW.matcher(text);
        if (raw.matches()) {
            return ofSeconds(new BigDecimal(raw.group("seconds")));
        }
        DateTimeFormatter format = text.contains(",") ? DateTimeFormatter.RFC_1123_DATE_TIME : GIT_DEFAULT;
        return Instant.from(format.parse(text));
    }

    private static Instant ofIso(String date, @Nullable String time, @Nullable String offset) {
        LocalTime ofDay =
                time == null ? LocalTime.MIDNIGHT : LocalTime.parse(time.indexOf(':') == 1 ? "0" + time : time);
        ZoneOffset zone = offset == null ? ZoneOffset.UTC : ZoneOffset.of(offset.toUpperCase(Locale.ROOT));
        return LocalDateTime.of(LocalDate.parse(date), ofDay).toInstant(zone);
    }

    private static Instant ofSeconds(BigDecimal seconds) {
        // An exponent can make a short text an immense number.
        if ((long) seconds.precision() - seconds.scale() > MAX_DIGITS || seconds.scale() > MAX_DIGITS) {
            throw new DateTimeException("beyond the range of microseconds");
        }
        try {
            long micros = seconds.movePointRight(MICRO_DIGITS)
                    .setScale(0, RoundingMode.HALF_EVEN)
                    .longValueExact();
            return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
        } catch (ArithmeticException e) {
            throw new DateTimeException("beyond the range of microseconds", e);
        }
    }
}
