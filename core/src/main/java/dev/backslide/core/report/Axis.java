package dev.backslide.core.report;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A value axis: its range, round values to mark on it, and how they are written. Immutable. */
final class Axis {

    private static final int MAX_TICKS = 8;
    private static final double SPACES = 6;
    private static final double MARGIN = 0.06;
    private static final double FIRST_SHORTENED = 10_000;
    private static final double LAST_SHORTENED = 1e15;
    private static final double SMALLEST_PLAIN = 1e-4;
    private static final int MAX_DECIMALS = 8;

    private final double low;
    private final double high;
    private final double step;
    private final List<Double> ticks;

    private Axis(double low, double high, double step, List<Double> ticks) {
        this.low = low;
        this.high = high;
        this.step = step;
        this.ticks = List.copyOf(ticks);
    }

    /** An axis with a margin around both values. */
    static Axis over(double min, double max) {
        double half = max / 2 - min / 2;
        double margin = half > 0 ? half * 2 * MARGIN : Math.max(Math.abs(min) * MARGIN, Double.MIN_NORMAL);
        double low = Math.max(min - margin, -Double.MAX_VALUE);
        double high = Math.min(max + margin, Double.MAX_VALUE);
        if (low == high) {
            return new Axis(-1, 1, 1, List.of(0.0));
        }
        double round = roundStep(high / SPACES - low / SPACES);
        double step = round > 0 ? round : high - low;
        List<Double> ticks = new ArrayList<>();
        double first = Math.ceil(low / step);
        for (int i = 0; i < MAX_TICKS && (first + i) * step <= high; i++) {
            ticks.add((first + i) * step);
        }
        return new Axis(low, high, step, ticks.stream().distinct().toList());
    }

    List<Double> ticks() {
        return ticks;
    }

    /** Where a value lies: 0 at the low end, 1 at the high one. */
    double part(double value) {
        return (value / 2 - low / 2) / (high / 2 - low / 2);
    }

    /** A marked value in few characters: {@code 40M}, {@code 12.5k}, {@code 0.25}. */
    String label(double tick) {
        double size = Math.max(Math.abs(low), Math.abs(high));
        if (size >= LAST_SHORTENED || size < SMALLEST_PLAIN) {
            return PythonFormat.repr(Double.parseDouble(String.format(Locale.ROOT, "%.3g", tick)));
        }
        if (size < FIRST_SHORTENED) {
            return decimal(tick, step);
        }
        int thousands = (int) Math.floor(Math.log10(size) / 3);
        double scale = Math.pow(1_000, thousands);
        return decimal(tick / scale, step / scale) + "kMGT".charAt(thousands - 1);
    }

    private static String decimal(double value, double step) {
        int decimals = (int) Math.max(0, Math.min(MAX_DECIMALS, -Math.floor(Math.log10(step) + 1e-9)));
        BigDecimal rounded = BigDecimal.valueOf(value).setScale(decimals, RoundingMode.HALF_EVEN);
        return rounded.signum() == 0 ? "0" : rounded.toPlainString();
    }

    /** The round number (1, 2 or 5 times a power of ten) at or above a part of the range. */
    private static double roundStep(double part) {
        double power = Math.pow(10, Math.floor(Math.log10(part)));
        double lead = part / power;
        double round = lead <= 1 ? 1 : lead <= 2 ? 2 : lead <= 5 ? 5 : 10;
        return round * power;
    }
}
