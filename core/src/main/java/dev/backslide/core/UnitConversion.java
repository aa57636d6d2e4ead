package dev.backslide.core;

import java.math.BigInteger;
import java.util.Optional;

/**
 * Turns numbers of one unit into another one of the same kind, by an exact factor. Numbers of different kinds, such as {@code ms} and
 * {@code ops/s}, have none: they are never compared. Immutable.
 *
 * @since 0.1
 */
public final class UnitConversion {

    private final double multiplier;
    private final double divisor;

    private UnitConversion(BigInteger multiplier, BigInteger divisor) {
        this.multiplier = multiplier.doubleValue();
        this.divisor = divisor.doubleValue();
    }

    /** From one unit into another; empty if they measure different things. */
    public static Optional<UnitConversion> between(String from, String to) {
        Unit source = Unit.parse(from);
        Unit target = Unit.parse(to);
        if (!source.kind().equals(target.kind())) {
            return Optional.empty();
        }
        BigInteger[] fraction = source.in(target);
        return Optional.of(new UnitConversion(fraction[0], fraction[1]));
    }

    /** A number in the other unit. */
    public double apply(double value) {
        return value * multiplier / divisor;
    }

    /** A number of the other unit in this one. */
    public double invert(double value) {
        return value * divisor / multiplier;
    }
}
