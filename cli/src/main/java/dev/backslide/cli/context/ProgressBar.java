package dev.backslide.cli.context;

/**
 * Shows how far a long step is: a bar that redraws itself for a person, a plain line at each quarter otherwise. Not
 * thread-safe.
 */
public final class ProgressBar {

    private static final int CELLS = 30;
    private static final int QUARTER = 25;

    private final CliContext context;
    private final String step;
    private final long total;
    private int shown = -1;

    /**
     * @param step what is being done, e.g. {@code judging}
     * @param total when it is done, at least 0
     */
    public ProgressBar(CliContext context, String step, long total) {
        this.context = context;
        this.step = step;
        this.total = total;
    }

    /** @param done so far; more than the total counts as all */
    public void show(long done) {
        if (total == 0) {
            return;
        }
        long reached = Math.min(done, total);
        int percent = (int) (reached * 100 / total);
        if (context.interactive()) {
            if (percent != shown) {
                int cells = percent * CELLS / 100;
                context.steer("\r  %-14s %s%s %3d %%  %,d of %,d%s"
                        .formatted(
                                step,
                                "█".repeat(cells),
                                "░".repeat(CELLS - cells),
                                percent,
                                reached,
                                total,
                                percent == 100 ? System.lineSeparator() : ""));
                shown = percent;
            }
        } else if (percent / QUARTER != shown) {
            shown = percent / QUARTER;
            if (percent > 0) {
                context.err().printf("  %-14s %3d %%  %,d of %,d%n", step, percent, reached, total);
            }
        }
    }
}
