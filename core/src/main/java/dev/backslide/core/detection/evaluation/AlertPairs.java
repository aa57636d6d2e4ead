package dev.backslide.core.detection.evaluation;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Tells which alerts of two policies are the same: those of one series, in one direction, whose first measurements are at most
 * {@value #REACH} apart. Not thread-safe.
 *
 * @since 0.1
 */
public final class AlertPairs {

    /** Two rules that see the same change may place its first measurement a little differently. */
    public static final int REACH = 5;

    private final Map<String, List<ComparedAlert>> first = new LinkedHashMap<>();
    private final Map<String, List<ComparedAlert>> second = new LinkedHashMap<>();
    private final List<ComparedAlert> onlyFirst = new ArrayList<>();
    private final List<ComparedAlert> onlySecond = new ArrayList<>();
    private int same;
    private int otherSeverity;

    /** Nothing to pair yet. */
    public AlertPairs() {}

    /** One more alert, in the order in which they were raised. */
    public void add(boolean bySecond, ComparedAlert alert) {
        (bySecond ? second : first)
                .computeIfAbsent(alert.seriesId() + (alert.up() ? " up" : " down"), id -> new ArrayList<>())
                .add(alert);
    }

    /** Pairs what was added, once. */
    public void pair() {
        first.forEach((id, alerts) -> pair(alerts, second.getOrDefault(id, List.of())));
        second.forEach((id, alerts) -> {
            if (!first.containsKey(id)) {
                onlySecond.addAll(alerts);
            }
        });
    }

    /** Both in the order in which they were raised; each alert belongs to one pair at most. */
    private void pair(List<ComparedAlert> left, List<ComparedAlert> right) {
        List<ComparedAlert> unpaired = new ArrayList<>(right);
        for (ComparedAlert alert : left) {
            ComparedAlert twin = unpaired.stream()
                    .filter(other -> Math.abs(other.changePoint() - alert.changePoint()) <= REACH)
                    .findFirst()
                    .orElse(null);
            if (twin == null) {
                onlyFirst.add(alert);
            } else {
                same++;
                otherSeverity += twin.alert().severity() == alert.alert().severity() ? 0 : 1;
                unpaired.remove(twin);
            }
        }
        onlySecond.addAll(unpaired);
    }

    /** Those that only the first policy raises. */
    public List<ComparedAlert> onlyFirst() {
        return onlyFirst;
    }

    /** Those that only the second policy raises. */
    public List<ComparedAlert> onlySecond() {
        return onlySecond;
    }

    /** How many both raise. */
    public int same() {
        return same;
    }

    /** Of the same, those that the two policies rate differently. */
    public int otherSeverity() {
        return otherSeverity;
    }
}
