package dev.backslide.cli.option;

import dev.backslide.core.text.TimeText;
import picocli.CommandLine.ITypeConverter;

import java.time.DateTimeException;
import java.time.Instant;

/** Reads a time of the command line. Stateless. */
public final class InstantText implements ITypeConverter<Instant> {

    @Override
    public Instant convert(String text) {
        try {
            return TimeText.parse(text);
        } catch (DateTimeException e) {
            throw new InvalidOptionValue(text, TimeText.RULE);
        }
    }
}
