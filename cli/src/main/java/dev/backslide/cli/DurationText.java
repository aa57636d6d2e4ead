package dev.backslide.cli;

import dev.backslide.configuration.DurationFormat;
import picocli.CommandLine.ITypeConverter;

import java.time.Duration;

/** Reads durations of options as the configuration reads them. Stateless. */
final class DurationText implements ITypeConverter<Duration> {

    @Override
    public Duration convert(String text) {
        return DurationFormat.read(text).orElseThrow(() -> new BrokenValue(text, DurationFormat.RULE));
    }
}
