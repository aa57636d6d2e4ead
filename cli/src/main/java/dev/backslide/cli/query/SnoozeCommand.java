package dev.backslide.cli.query;

import dev.backslide.cli.context.BackslideCommand;
import dev.backslide.cli.context.CliContext;
import dev.backslide.cli.option.ActionOptions;
import dev.backslide.cli.option.DurationText;
import dev.backslide.cli.option.InstantText;
import dev.backslide.cli.store.StoreOptions;
import dev.backslide.core.AlertAction;
import dev.backslide.core.store.AlertActionRequest;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.concurrent.Callable;

/** {@code backslide snooze}: an alert is kept quiet for a while. Not thread-safe. */
@Command(
        name = "snooze",
        header = "Snooze an alert until a time.",
        description = {
            "%nThe alert opens again with the first measurement after that time, or if its severity rises. "
                    + "You are then notified again."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:done; the new state of the alert is shown",
            "1:no such alert (the nearest are named), the alert is closed, or the command took no effect "
                    + "within 15 s"
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  backslide snooze 6f0c2a1b --for 2d --reason 'fix is in review'",
            "  backslide snooze 6f0c2a1b --until 2026-12-01T09:00:00Z",
            "  backslide snooze 6f0c2a1b --for 8h --local performance_history"
        })
public final class SnoozeCommand implements Callable<Integer> {

    private final BackslideCommand root;

    @Parameters(paramLabel = "ID", description = "The alert, or the start of its id as 'backslide alerts' shows it.")
    private String id = "";

    @ArgGroup(exclusive = true, multiplicity = "1")
    private End end = new End();

    @Mixin
    private ActionOptions options = new ActionOptions();

    @Mixin
    private StoreOptions place = new StoreOptions();

    public SnoozeCommand(BackslideCommand root) {
        this.root = root;
    }

    @Override
    public Integer call() {
        CliContext context = root.context();
        AlertActionRequest handling = options.handling(context, AlertAction.SNOOZE)
                .until(end.after(context.clock().instant()));
        return AlertChange.run(root, place, id, handling);
    }

    /** When a snooze ends: one of the two. Not thread-safe. */
    static final class End {

        @Option(
                names = "--for",
                paramLabel = "DURATION",
                converter = DurationText.class,
                description = "Duration from now, e.g. 8h or 2d.")
        private @Nullable Duration length;

        @Option(
                names = "--until",
                paramLabel = "TIME",
                converter = InstantText.class,
                description = "Until this time, e.g. 2026-12-01T09:00:00Z; UTC without an offset.")
        private @Nullable Instant time;

        Instant after(Instant now) {
            return length == null ? Objects.requireNonNull(time) : now.plus(length);
        }
    }
}
