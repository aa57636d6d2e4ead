package dev.backslide.cli.query;

import dev.backslide.cli.context.CliContext;
import dev.backslide.cli.output.AlertTable;
import dev.backslide.core.RegressionAlert;
import dev.backslide.core.report.PlainNumber;
import dev.backslide.core.report.PythonFormat;
import dev.backslide.core.report.TextTable;
import dev.backslide.core.store.AlertHistory;

import java.io.PrintWriter;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/** One alert and every change of its state: when, by whom and why. Stateless. */
final class AlertHistoryText {

    private AlertHistoryText() {}

    static void print(CliContext context, AlertHistory history) {
        PrintWriter out = context.out();
        RegressionAlert alert = history.alert();
        out.println(TextTable.printable(alert.alertId()));
        out.println(TextTable.printable(alert.message()));
        out.println();
        AlertTable.lines(List.of(alert), context.width()).forEach(out::println);
        out.println();
        TextTable table = new TextTable(">NO", "TIME (UTC)", "STATE", "SEVERITY", "?>VALUE", "?BY", "_WHY");
        for (RegressionAlert revision : history.transitions().items()) {
            Instant until = revision.snoozedUntil();
            String actor = revision.actor();
            table.row(
                    Integer.toString(revision.revision()),
                    PythonFormat.isoformat(revision.timestamp()),
                    revision.state().name().toLowerCase(Locale.ROOT)
                            + (until == null ? "" : " until " + PythonFormat.isoformat(until)),
                    revision.severity().label(),
                    PlainNumber.of(revision.currentValue()),
                    actor == null ? "detector" : actor,
                    revision.reason());
        }
        table.lines(context.width()).forEach(out::println);
        long total = history.transitions().total();
        int shown = history.transitions().items().size();
        if (total > shown) {
            out.printf("%,d of %,d; --json with the HTTP API's offset shows more%n", shown, total);
        }
    }
}
