package dev.backslide.core.detection.changepoint;

import org.jspecify.annotations.Nullable;

/**
 * Confirms a step that is beyond doubt at its third measurement or its second: by a factor that neither the noise nor any excursion
 * comes near. All is measured in factors, so that a fall weighs as much as a rise. Not thread-safe.
 */
final class HugeStep {

    /** Fewer measurements tell no largest excursion. */
    private static final int MIN_BEFORE = 10;

    /** With fewer than these the largest excursion is likely to be yet to come: it counts for more. */
    private static final double OLD = 20;

    /** The fewest measurements of a level that can be left: as many as confirm one. */
    private static final int MIN_LEVEL = 2;

    /** Measurements of one level are this many noise standard deviations apart at most, or this much. */
    private static final double APART = 5;

    private static final double APART_AT_LEAST = 0.25;

    /** A fall by any factor is no more noise standard deviations than one over the noise: so many it must be, too. */
    private static final double LEAST_DEVIATION = 8;

    /** One way back to an old level is a correction, more of them are modes. */
    private static final int MOST_VISITS = 1;

    /** Two runs in a row that measured next to nothing have failed, more often than not: only a rise is confirmed by two. */
    private static final Bar TWO = new Bar(2, 45, 4, 4);

    private static final Bar THREE = new Bar(3, 25, 3, 2);

    private final AlignedWindow window;
    private final FamiliarLevels familiarLevels;
    private final Confirmation confirmation;

    HugeStep(AlignedWindow window, FamiliarLevels familiarLevels, Confirmation confirmation) {
        this.window = window;
        this.familiarLevels = familiarLevels;
        this.confirmation = confirmation;
    }

    /**
     * What a step has to reach.
     *
     * @param run newest measurements that all reach it
     * @param limit noise standard deviations, as a share of the level
     * @param timesLargest multiple of the largest excursion of the history
     * @param factor the larger over the smaller of a measurement and the level
     */
    private record Bar(int run, double limit, double timesLargest, double factor) {}

    /** The step that the newest measurement confirms; null for none. */
    @Nullable
    LevelChange confirm(RegimeHistory history, TailPrefilter prefilter) {
        if (mayReach(history, TWO) && reaches(history, TWO, prefilter) && isRise()) {
            return confirm(history);
        }
        return mayReach(history, THREE) && reaches(history, THREE, prefilter) ? confirm(history) : null;
    }

    private LevelChange confirm(RegimeHistory history) {
        int run = window.tailLength();
        return confirmation.confirm(history, run, window.tail[0] > 0, window.strengthOfRun(), window.noise());
    }

    /** Whether the tail is farther from 0 than the level: deviations are relative to the level's size. */
    private boolean isRise() {
        return window.tail[0] > 0 == window.base() > 0;
    }

    /** A cheap look: the newest measurement beside the last one that could be of the old level. */
    private static boolean mayReach(RegimeHistory history, Bar bar) {
        int newest = history.offset() + history.length() - 1;
        return history.length() >= bar.run + MIN_LEVEL
                && history.pastCount() + history.length() >= bar.run + MIN_BEFORE
                && Level.factor(history.values()[newest], history.values()[newest - bar.run]) >= bar.factor;
    }

    private boolean reaches(RegimeHistory history, Bar bar, TailPrefilter prefilter) {
        if (!history.keepsSign()) {
            return false;
        }
        window.align(history, bar.run, true, prefilter);
        double noise = window.noise() / Math.abs(window.base());
        double youth = Math.max(1, OLD / window.count());
        double needed = Math.max(
                bar.factor, 1 + Math.max(bar.limit * noise, bar.timesLargest * youth * (largestExcursion(noise) - 1)));
        int end = history.offset() + history.length();
        boolean up = window.tail[bar.run - 1] > 0;
        double nearest = Double.MAX_VALUE;
        double farthest = 0;
        for (int i = 0; i < bar.run; i++) {
            double factor = Level.factor(history.values()[end - bar.run + i], window.base());
            nearest = (up ? 1 : -1) * window.tail[i] >= LEAST_DEVIATION ? Math.min(nearest, factor) : 0;
            farthest = Math.max(farthest, factor);
        }
        return nearest >= needed
                && farthest <= nearest * (1 + Math.max(APART_AT_LEAST, APART * noise))
                && familiarLevels.visits(history) <= MOST_VISITS;
    }

    /** The largest factor between a measurement and its own level. */
    private double largestExcursion(double noise) {
        double largest = 1;
        for (int i = 0; i < window.count(); i++) {
            largest = Math.max(largest, Level.factor(1 + window.z[i] * noise, 1));
        }
        return largest;
    }
}
