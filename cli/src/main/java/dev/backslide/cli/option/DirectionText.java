package dev.backslide.cli.option;

import dev.backslide.core.Direction;
import picocli.CommandLine.ITypeConverter;

import java.util.Locale;

/** Reads {@code higher} and {@code lower}. Stateless. */
public final class DirectionText implements ITypeConverter<Direction> {

    @Override
    public Direction convert(String text) {
        return switch (text.toLowerCase(Locale.ROOT).replace('-', '_')) {
            case "higher", "higher_is_better" -> Direction.HIGHER_IS_BETTER;
            case "lower", "lower_is_better" -> Direction.LOWER_IS_BETTER;
            default -> throw new InvalidOptionValue(text, "higher or lower");
        };
    }
}
