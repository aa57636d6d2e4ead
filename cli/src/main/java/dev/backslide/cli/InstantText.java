package dev.backslide.cli;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;

/** Reads a time as people write it: ISO 8601 (UTC unless it says otherwise) or seconds since 1970. Stateless. */
final class InstantText implements ITypeConverter<Instant> {

    private static final String WITH_OFFSET = ".*(Z|z|[+-]\\d\\d:\\d\\d)";
    private static final String SECONDS = "\\d{1,11}";

    @Override
    public Instant convert(String text) {
        try {
            if (text.matches(SECONDS)) {
                return Instant.ofEpochSecond(Long.parseLong(text));
            }
            return text.matches(WITH_OFFSET)
                    ? OffsetDateTime.parse(text).toInstant()
                    : LocalDateTime.parse(text.replace(' ', 'T')).toInstant(ZoneOffset.UTC);
        } catch (DateTimeException e) {
            throw new TypeConversionException(
                    "it was '" + text + "' but it must be a time, e.g. 2026-01-31T10:00:00Z, or seconds since 1970");
        }
    }
}
