package dev.backslide.cli.backtest;

import dev.backslide.cli.context.CommandFailure;
import dev.backslide.core.detection.evaluation.SeriesLabels;
import dev.backslide.core.report.TextTable;
import dev.backslide.core.text.Counted;
import dev.backslide.files.RecordedSeries;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Compares labels with the series that a file had. Stateless. */
final class LabelCheck {

    private LabelCheck() {}

    /**
     * What does not fit, a line each.
     *
     * @throws CommandFailure when no series has labels: they are another file's
     */
    static List<String> warnings(Map<String, SeriesLabels> labels, Collection<RecordedSeries> series) {
        Set<String> seen = new HashSet<>();
        List<String> unlabelled = new ArrayList<>();
        List<String> otherLength = new ArrayList<>();
        for (RecordedSeries one : series) {
            seen.add(one.id());
            SeriesLabels label = labels.get(one.id());
            if (label == null) {
                unlabelled.add(one.id());
            } else if (label.length() != one.count()) {
                otherLength.add("'" + TextTable.printable(one.id()) + "' has " + Counted.of(one.count(), "measurement")
                        + " but its labels say n = " + label.length());
            }
        }
        if (!series.isEmpty() && unlabelled.size() == series.size()) {
            throw new CommandFailure("no series of the file has labels: the file has '"
                    + TextTable.printable(unlabelled.get(0)) + "', the labels have '"
                    + TextTable.printable(labels.keySet().iterator().next()) + "'; name the labels of this file");
        }
        List<String> unmeasured =
                labels.keySet().stream().filter(id -> !seen.contains(id)).toList();
        List<String> warnings = new ArrayList<>();
        if (!unlabelled.isEmpty()) {
            warnings.add("series " + named(unlabelled) + " without labels: its alerts are not scored");
        }
        if (!unmeasured.isEmpty()) {
            warnings.add(
                    "series " + named(unmeasured) + " in the labels but not in the file: its changes count as missed");
        }
        if (!otherLength.isEmpty()) {
            warnings.add("series " + otherLength.get(0)
                    + (otherLength.size() > 1 ? "; " + (otherLength.size() - 1) + " more series differ too" : ""));
        }
        return warnings;
    }

    private static String named(List<String> ids) {
        String first = "'" + TextTable.printable(ids.get(0)) + "'";
        return ids.size() == 1 ? first + " is" : first + " and " + (ids.size() - 1) + " more are";
    }
}
