package dev.backslide.cli.output;

import dev.backslide.core.RegressionAlert;
import dev.backslide.core.report.PercentText;
import dev.backslide.core.report.PlainNumber;
import dev.backslide.core.report.PythonFormat;
import dev.backslide.core.report.TextTable;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Alerts as a table for people. Stateless. */
public final class AlertTable {

    private static final int COMMIT_LENGTH = 10;
    private static final int DATE_LENGTH = 10;
    private static final int ID_LENGTH = 8;
    private static final List<String> HEADINGS =
            List.of("SEVERITY", "~METRIC", ">CHANGE", "?>FROM", "?>TO", "?UNIT", "?SINCE", "?COMMITS", "STATE");

    private AlertTable() {}

    public static List<String> lines(Iterable<RegressionAlert> alerts, int width) {
        TextTable table = new TextTable(HEADINGS.toArray(String[]::new));
        for (RegressionAlert alert : alerts) {
            table.row(cells(alert).toArray(String[]::new));
        }
        return table.lines(width);
    }

    /** As {@link #lines}, each with the start of its id, by which commands know it. */
    public static List<String> linesWithIds(Iterable<RegressionAlert> alerts, int width) {
        List<String> headings = new ArrayList<>(HEADINGS);
        headings.add(0, "ID");
        TextTable table = new TextTable(headings.toArray(String[]::new));
        for (RegressionAlert alert : alerts) {
            List<String> cells = new ArrayList<>(cells(alert));
            cells.add(0, start(alert.alertId(), ID_LENGTH));
            table.row(cells.toArray(String[]::new));
        }
        return table.lines(width);
    }

    private static List<String> cells(RegressionAlert alert) {
        return List.of(
                alert.severity().name(),
                alert.seriesKey(),
                change(alert),
                PlainNumber.of(alert.previousValue()),
                PlainNumber.of(alert.currentValue()),
                alert.unit(),
                day(PythonFormat.isoformat(alert.openedAt())),
                commits(alert),
                alert.state().name().toLowerCase(Locale.ROOT));
    }

    private static String change(RegressionAlert alert) {
        Double change = alert.changePercent();
        return change == null ? "from 0" : PercentText.signed(change);
    }

    private static String commits(RegressionAlert alert) {
        return commits(alert.lastGoodCommit(), alert.firstBadCommit());
    }

    /** The day of a time in ISO 8601. */
    public static String day(String time) {
        return start(time, DATE_LENGTH);
    }

    /** Last good and first bad commit; empty where the bad one is not known. */
    public static String commits(@Nullable String good, @Nullable String bad) {
        return bad == null ? "" : (good == null ? "" : start(good, COMMIT_LENGTH)) + ".." + start(bad, COMMIT_LENGTH);
    }

    private static String start(String text, int length) {
        return text.length() > length ? text.substring(0, length) : text;
    }
}
