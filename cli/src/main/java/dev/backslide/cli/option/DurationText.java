package dev.backslide.cli.option;

import dev.backslide.configuration.DurationFormat;
import picocli.CommandLine.ITypeConverter;

import java.time.Duration;

/** Reads durations of options as the configuration reads them. Stateless. */
public final class DurationText implements ITypeConverter<Duration> {

    @Override
    public Duration convert(String text) {
        return DurationFormat.read(text).orElseThrow(() -> new InvalidOptionValue(text, DurationFormat.RULE));
    }
}
