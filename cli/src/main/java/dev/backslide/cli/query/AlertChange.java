package dev.backslide.cli.query;

import dev.backslide.cli.context.BackslideCommand;
import dev.backslide.cli.context.CliContext;
import dev.backslide.cli.context.ExitCode;
import dev.backslide.cli.output.AlertTable;
import dev.backslide.cli.store.StoreOptions;
import dev.backslide.core.RegressionAlert;
import dev.backslide.core.report.PythonFormat;
import dev.backslide.core.report.TextTable;
import dev.backslide.core.store.AlertActionRequest;
import dev.backslide.core.store.StoreRequestException;

import java.io.PrintWriter;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/** Does what somebody wants about one alert and shows the alert as it stands then. Stateless. */
final class AlertChange {

    private AlertChange() {}

    /** Does it, and returns once it shows. */
    static int run(BackslideCommand root, StoreOptions place, String id, AlertActionRequest handling) {
        StoreRequestException.requireId(id);
        show(root.context(), place.store(root).handle(id, handling));
        return ExitCode.OK;
    }

    private static void show(CliContext context, RegressionAlert alert) {
        PrintWriter out = context.out();
        AlertTable.linesWithIds(List.of(alert), context.width()).forEach(out::println);
        Instant until = alert.snoozedUntil();
        String actor = alert.actor();
        String reason = alert.reason();
        out.println(TextTable.printable(alert.state().name().toLowerCase(Locale.ROOT)
                + (until == null ? "" : " until " + PythonFormat.isoformat(until) + " UTC")
                + " by " + (actor == null ? "the detector" : actor)
                + (reason.isEmpty() ? "" : ": " + reason)));
    }
}
