package dev.backslide.sdk.tracker;

/**
 * Limits of a journal. Immutable.
 *
 * @param rotateAtBytes size from which the newest file is compressed and another started, at least 1,024; default 16 MiB
 * @param retention which measurements are kept when a file is rotated and a tenth or more exceed it; default: the 10,000 newest of each
 *     series
 * @since 0.1
 */
public record JournalLimits(long rotateAtBytes, Retention retention) {

    /** 16 MiB a file, the 10,000 newest measurements of each series. */
    public static final JournalLimits DEFAULT = new JournalLimits(16L << 20, new Retention(10_000, null));

    /** 16 MiB a file, and everything stays. */
    public static final JournalLimits KEEPING_EVERYTHING = new JournalLimits(16L << 20, Retention.EVERYTHING);

    private static final long MIN_BYTES = 1_024;

    public JournalLimits {
        if (rotateAtBytes < MIN_BYTES || rotateAtBytes > Integer.MAX_VALUE / 2) {
            throw new IllegalArgumentException("rotate at was " + rotateAtBytes + " bytes but it must be " + MIN_BYTES
                    + " to " + Integer.MAX_VALUE / 2);
        }
    }
}
