package dev.backslide.core.detection.rule;

import dev.backslide.core.Direction;
import dev.backslide.core.Severity;
import dev.backslide.core.Verdict;
import dev.backslide.core.VerdictReason;
import dev.backslide.core.detection.changepoint.Baseline;
import dev.backslide.core.detection.changepoint.ChangePointDetector;
import dev.backslide.core.detection.changepoint.DetectorMemory;
import dev.backslide.core.detection.changepoint.LevelChange;
import dev.backslide.core.detection.changepoint.PastRegime;
import dev.backslide.core.detection.history.Commits;
import dev.backslide.core.detection.history.SeriesHistory;
import dev.backslide.core.statistics.ChangePercent;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/**
 * The default rule at two speeds: a gate answers for the newest measurement at once, a change-point detector confirms over the
 * following ones. Not thread-safe: one instance a series.
 *
 * @since 0.1
 */
public final class AdaptiveRule {

    private ChangePointDetector detector;
    private @Nullable LevelChange confirmed;

    private AdaptiveRule(ChangePointDetector detector) {
        this.detector = detector;
    }

    /** The rule as it was after this history. Without a memory it has never run: the history is watched from its start. */
    public static AdaptiveRule of(SeriesHistory history, @Nullable DetectorMemory memory) {
        double[] values = history.newestValues(history.size());
        if (memory != null) {
            return new AdaptiveRule(ChangePointDetector.rebuild(values, memory));
        }
        ChangePointDetector fresh = new ChangePointDetector();
        for (double value : values) {
            fresh.next(value);
        }
        return new AdaptiveRule(fresh);
    }

    /**
     * Judges the newest measurement; {@link #confirmed} then tells whether it confirms a change of level.
     *
     * @param history whose newest measurement it is
     * @param asked whether somebody wants the gate's answer, which costs as much as all the rest
     * @param acceptedSince as {@link Commits#comparedWith} has it
     */
    public Judgement next(SeriesHistory history, EffectivePolicy applied, boolean asked, long acceptedSince) {
        int place = history.size() - 1;
        double value = history.value(place);
        boolean young = !NoiseGate.isReady(detector);
        Baseline baseline = young || asked ? detector.baseline() : null;
        confirmed = detector.next(value);
        if (applied.direction() == Direction.UNKNOWN) {
            return Judgement.inconclusive(value, VerdictReason.UNKNOWN_DIRECTION);
        }
        LevelChange change = confirmed;
        if (change != null && applied.direction().worsening(change.before(), change.after()) > 0) {
            return confirmed(change, value, applied);
        }
        return !young && baseline == null
                ? Judgement.NOT_ASKED
                : unconfirmed(history, place, young, baseline, applied, acceptedSince);
    }

    /** A measurement that came late: judged by the gate against what precedes its place, without a trace in this rule. */
    public static Judgement late(SeriesHistory history, int place, EffectivePolicy applied, long acceptedSince) {
        if (applied.direction() == Direction.UNKNOWN) {
            return Judgement.inconclusive(history.value(place), VerdictReason.UNKNOWN_DIRECTION);
        }
        ChangePointDetector before = new ChangePointDetector();
        for (int i = Math.max(0, place - DetectorMemory.HISTORY_NEEDED); i < place; i++) {
            before.next(history.value(i));
        }
        return unconfirmed(history, place, !NoiseGate.isReady(before), before.baseline(), applied, acceptedSince);
    }

    private static Judgement unconfirmed(
            SeriesHistory history,
            int place,
            boolean young,
            @Nullable Baseline baseline,
            EffectivePolicy applied,
            long acceptedSince) {
        double value = history.value(place);
        Direction direction = applied.direction();
        if (young || baseline == null) {
            int other = Commits.comparedWith(history, place, acceptedSince);
            return other < 0
                    ? Judgement.inconclusive(value, VerdictReason.FIRST_MEASUREMENT)
                    : WarmUpRule.judge(
                            baseline,
                            history.value(other),
                            value,
                            applied.explaining(RunEvidence.explained(history, place, other, direction)));
        }
        return NoiseGate.judge(baseline, value, applied.explaining(RunEvidence.explained(history, place, direction)));
    }

    /** The change of level that the newest measurement confirmed; null for none. */
    public @Nullable LevelChange confirmed() {
        return confirmed;
    }

    /** Heap that it holds, in bytes. */
    public int bytes() {
        return detector.bytes();
    }

    /** What the history alone does not tell. */
    public DetectorMemory memory() {
        return detector.memory();
    }

    /** Makes room for a measurement that was placed before newer ones: everything from its place on moves by one. */
    public void inserted(SeriesHistory history, int place) {
        DetectorMemory before = detector.memory();
        int seen = before.seen() + 1;
        int position = seen - history.size() + place;
        List<PastRegime> past = new ArrayList<>();
        for (PastRegime regime : before.past()) {
            past.add(new PastRegime(moved(regime.start(), position), regime.level()));
        }
        DetectorMemory moved = new DetectorMemory(seen, moved(before.regimeStart(), position), past);
        detector = ChangePointDetector.rebuild(history.newestValues(history.size()), moved);
    }

    /** Forgets what the history has dropped for its age; returns whether that was more than the rule would have forgotten anyway. */
    public boolean boundTo(SeriesHistory history) {
        DetectorMemory before = detector.memory();
        DetectorMemory bounded = before.boundedTo(history.size());
        if (bounded.equals(before)) {
            return false;
        }
        detector = ChangePointDetector.rebuild(history.newestValues(history.size()), bounded);
        return true;
    }

    private static int moved(int start, int position) {
        return start > 0 && start >= position ? start + 1 : start;
    }

    private static Judgement confirmed(LevelChange change, double value, EffectivePolicy applied) {
        Severity severity = PercentChange.severity(change.before(), change.after(), applied);
        return new Judgement(
                Verdict.REGRESSION,
                severity == null ? Severity.INFO : severity,
                value,
                change.before(),
                ChangePercent.of(change.before(), change.after()),
                change.noise(),
                change.strength(),
                VerdictReason.CONFIRMED_CHANGE);
    }
}
