package dev.backslide.cli.query;

import dev.backslide.cli.context.BackslideCommand;
import dev.backslide.cli.context.ExitCode;
import dev.backslide.cli.output.AlertTable;
import dev.backslide.cli.output.Json;
import dev.backslide.cli.store.StoreOptions;
import dev.backslide.core.RegressionAlert;
import dev.backslide.core.store.AlertFilter;
import dev.backslide.core.store.AlertHistory;
import dev.backslide.core.store.Page;
import dev.backslide.schemas.internal.ApiShapes;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;

/** {@code backslide alerts}: the regressions found. Not thread-safe. */
@Command(
        name = "alerts",
        header = "List the regressions that were found, the newest first.",
        description = {
            "%nSINCE and COMMITS show where to look: the first measurement of the new level, and the last "
                    + "good and first bad commit."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:listed, with or without alerts", "1:wrong usage, or no sink answers"},
        footerHeading = "%nExamples:%n",
        footer = {
            "  backslide alerts",
            "  backslide alerts --history 6f0c2a1b",
            "  backslide alerts --local performance_history",
            "  backslide alerts --state all --severity critical --limit 100",
            "  backslide alerts --json | jq '.alerts[].message'"
        })
public final class AlertsCommand implements Callable<Integer> {

    /** Changes of one alert that are shown, at most. */
    private static final int MOST_REVISIONS = 1_000;

    private final BackslideCommand root;

    @Option(
            names = "--state",
            paramLabel = "STATE",
            defaultValue = "open",
            description =
                    "open (acknowledged and snoozed ones included), all, acknowledged, snoozed, expected, resolved or "
                            + "withdrawn; default: ${DEFAULT-VALUE}.")
    private String state = "";

    @Option(
            names = "--severity",
            paramLabel = "SEVERITY",
            description = "Only alerts of this severity: info, warning or critical.")
    private @Nullable String severity;

    @Option(
            names = "--limit",
            paramLabel = "N",
            defaultValue = "20",
            description = "At most this many; default: ${DEFAULT-VALUE}.")
    private int limit;

    @Option(
            names = "--history",
            paramLabel = "ID",
            description = "Show one alert with every change of its state: when, by whom and why.")
    private @Nullable String history;

    @Option(names = "--json", description = "Print JSON, as the HTTP API has it.")
    private boolean json;

    @Mixin
    private StoreOptions place = new StoreOptions();

    public AlertsCommand(BackslideCommand root) {
        this.root = root;
    }

    @Override
    public Integer call() {
        return history == null ? list() : show(history);
    }

    private int show(String id) {
        AlertHistory answer = place.store(root).alert(id, MOST_REVISIONS, 0);
        PrintWriter out = root.context().out();
        if (json) {
            out.println(Json.pretty(written -> ApiShapes.alert(written, answer)));
        } else {
            AlertHistoryText.print(root.context(), answer);
        }
        return ExitCode.OK;
    }

    private int list() {
        String wanted = state.toLowerCase(Locale.ROOT);
        AlertFilter filter = AlertFilter.of(wanted, severity == null ? null : severity.toLowerCase(Locale.ROOT));
        Page<RegressionAlert> page = place.store(root).alerts(filter, limit, 0);
        PrintWriter out = root.context().out();
        if (json) {
            out.println(Json.pretty(written -> ApiShapes.alerts(written, page)));
            return ExitCode.OK;
        }
        long total = page.total();
        String kind = wanted.equals("all") ? "" : wanted + " ";
        if (total == 0) {
            out.println("no " + kind + "alerts"
                    + (kind.isEmpty() ? "" : "; './backslide alerts --state all' lists those of every state"));
            return ExitCode.OK;
        }
        List<RegressionAlert> alerts = page.items();
        AlertTable.linesWithIds(alerts, root.context().width()).forEach(out::println);
        if (total > alerts.size()) {
            out.printf("%d of %d %salerts; --limit shows more%n", alerts.size(), total, kind);
        }
        return ExitCode.OK;
    }
}
