package dev.backslide.core.report;

import java.util.Arrays;

/**
 * A history as one line of Unicode blocks, from its lowest to its highest level. Thread-safe.
 *
 * @since 0.1
 */
public final class Sparkline {

    /** Most characters of a line. */
    public static final int MAX_WIDTH = 40;

    private static final String BLOCKS = "▁▂▃▄▅▆▇█";

    private Sparkline() {}

    /**
     * Draws values; where there are more than {@link #MAX_WIDTH}, each character is the median of equally many.
     *
     * @param values finite, the newest last
     * @return empty for no values; all at middle height where they are equal
     */
    public static String of(double[] values) {
        int width = Math.min(values.length, MAX_WIDTH);
        double[] levels = new double[width];
        for (int i = 0; i < width; i++) {
            int from = (int) ((long) values.length * i / width);
            int to = (int) ((long) values.length * (i + 1) / width);
            levels[i] = Curve.median(Arrays.copyOfRange(values, from, to));
        }
        double low = Arrays.stream(levels).min().orElse(0);
        double high = Arrays.stream(levels).max().orElse(0);
        StringBuilder line = new StringBuilder(width);
        for (double level : levels) {
            line.append(BLOCKS.charAt(block(level, low, high)));
        }
        return line.toString();
    }

    private static int block(double level, double low, double high) {
        // Halved: the span of finite values may be more than a double holds.
        double span = high / 2 - low / 2;
        if (span == 0) {
            return BLOCKS.length() / 2 - 1;
        }
        double part = (level / 2 - low / 2) / span;
        return Math.min(BLOCKS.length() - 1, (int) (part * BLOCKS.length()));
    }
}
