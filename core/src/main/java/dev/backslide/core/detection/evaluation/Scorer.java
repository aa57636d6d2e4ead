package dev.backslide.core.detection.evaluation;

import java.util.BitSet;
import java.util.List;

/**
 * Scores alerts against labels. A change opens a window from its first measurement to {@code delay} after its end. The first
 * alert in a window is a hit, further ones are duplicates; alerts in ignored zones and in the windows of changes smaller
 * than {@code minSnr} count neither way; every other alert is false. Immutable.
 *
 * @param delay measurements after a change's end within which an alert is in time
 * @param minSnr smallest change that counts, in noise standard deviations
 * @since 0.1
 */
public record Scorer(int delay, double minSnr) {

    /** The primary protocol: F1@20, changes of at least one noise standard deviation. */
    public static final Scorer AT_20 = new Scorer(20, 1);

    /** The quick protocol: F1@10. */
    public static final Scorer AT_10 = new Scorer(10, 1);

    /**
     * Scores one series.
     *
     * @param alerts the measurements after which alerts were raised, counted from 0, ascending
     */
    public Score score(SeriesLabels labels, List<Integer> alerts) {
        List<TrueChange> changes =
                labels.changes().stream().filter(c -> c.snr() >= minSnr).toList();
        BitSet found = new BitSet();
        int falseAlarms = 0;
        int duplicates = 0;
        long delays = 0;
        for (int alert : alerts) {
            int match = firstUnmatched(changes, found, alert);
            if (match >= 0) {
                found.set(match);
                delays += alert - changes.get(match).index();
            } else if (changes.stream().anyMatch(c -> window(c).contains(alert))) {
                duplicates++;
            } else if (!ignored(labels, alert)) {
                falseAlarms++;
            }
        }
        int hits = found.cardinality();
        return new Score(1, hits, falseAlarms, changes.size() - hits, duplicates, delays, stable(labels));
    }

    private int firstUnmatched(List<TrueChange> changes, BitSet found, int alert) {
        for (int i = 0; i < changes.size(); i++) {
            if (!found.get(i) && window(changes.get(i)).contains(alert)) {
                return i;
            }
        }
        return -1;
    }

    private MeasurementRange window(TrueChange change) {
        return new MeasurementRange(change.index(), change.end() + delay);
    }

    private boolean ignored(SeriesLabels labels, int alert) {
        return labels.ignored().stream().anyMatch(range -> range.contains(alert))
                || labels.changes().stream().anyMatch(c -> window(c).contains(alert));
    }

    private int stable(SeriesLabels labels) {
        BitSet covered = new BitSet();
        labels.ignored().forEach(range -> cover(covered, range));
        labels.changes().forEach(change -> cover(covered, window(change)));
        return labels.length() - covered.get(0, labels.length()).cardinality();
    }

    private static void cover(BitSet covered, MeasurementRange range) {
        covered.set(Math.max(0, range.first()), Math.max(0, range.last() + 1));
    }
}
