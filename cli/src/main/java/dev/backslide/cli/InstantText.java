package dev.backslide.cli;

import dev.backslide.core.TimeText;
import picocli.CommandLine.ITypeConverter;

import java.time.DateTimeException;
import java.time.Instant;

/** Reads a time of the command line. Stateless. */
final class InstantText implements ITypeConverter<Instant> {

    @Override
    public Instant convert(String text) {
        try {
            return TimeText.parse(text);
        } catch (DateTimeException e) {
            throw new BrokenValue(text, TimeText.RULE);
        }
    }
}
