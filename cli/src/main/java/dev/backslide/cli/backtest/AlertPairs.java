package dev.backslide.cli.backtest;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Tells which alerts of two policies are the same: those of one series, in one direction, whose first measurements are at most
 * {@value #REACH} apart. Not thread-safe.
 */
final class AlertPairs {

    /** Two rules that see the same change may place its first measurement a little differently. */
    static final int REACH = 5;

    private final Map<String, List<ComparedAlert>> first = new LinkedHashMap<>();
    private final Map<String, List<ComparedAlert>> second = new LinkedHashMap<>();
    private final List<ComparedAlert> onlyFirst = new ArrayList<>();
    private final List<ComparedAlert> onlySecond = new ArrayList<>();
    private int same;
    private int otherSeverity;

    void add(boolean bySecond, ComparedAlert alert) {
        (bySecond ? second : first)
                .computeIfAbsent(alert.seriesId() + (alert.up() ? " up" : " down"), id -> new ArrayList<>())
                .add(alert);
    }

    /** Pairs what was added. */
    void pair() {
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
                otherSeverity += twin.severity() == alert.severity() ? 0 : 1;
                unpaired.remove(twin);
            }
        }
        onlySecond.addAll(unpaired);
    }

    List<ComparedAlert> onlyFirst() {
        return onlyFirst;
    }

    List<ComparedAlert> onlySecond() {
        return onlySecond;
    }

    int same() {
        return same;
    }

    /** Of the same, those that the two policies rate differently. */
    int otherSeverity() {
        return otherSeverity;
    }
}
