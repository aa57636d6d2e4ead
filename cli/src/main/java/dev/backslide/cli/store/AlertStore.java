package dev.backslide.cli.store;

import com.fasterxml.jackson.databind.JsonNode;
import dev.backslide.cli.context.CommandFailure;
import dev.backslide.cli.option.AlertActionRequest;
import dev.backslide.sdk.tracker.TrackerFile;
import org.jspecify.annotations.Nullable;

import java.nio.file.Path;

/**
 * A store that commands ask and change: a running pipeline's, or the folder of a local tracker. Answers are those of the HTTP
 * API; what cannot be answered is a {@link CommandFailure}.
 */
public interface AlertStore {

    /** Changes of one alert that are told, at most. */
    int MOST_REVISIONS = 1_000;

    /** Baselines that are listed, at most. */
    int MOST_BASELINES = 10_000;

    /**
     * A page of alerts, the newest first.
     *
     * @param state as {@code --state} has it, in lower case
     * @param severity in lower case; null: any
     */
    JsonNode alerts(String state, @Nullable String severity, int limit);

    /** One alert, named by its id or the start of it, and the changes of its state. */
    JsonNode alert(String id);

    /** Statistics of the newest measurements of a series. */
    JsonNode stats(String key, int window);

    /** The newest measurements of a series, oldest first. */
    JsonNode history(String key, int limit);

    /** The baselines that are pinned. */
    JsonNode baselines();

    /** Does what somebody wants about an alert, named by its id or the start of it. */
    JsonNode handle(String id, AlertActionRequest handling);

    /** Closes every alert that stands. */
    JsonNode resetAlerts(AlertActionRequest handling);

    /** Pins or unpins the baseline of a series. */
    JsonNode pin(String key, AlertActionRequest handling);

    /** Writes a file into a folder, which is made where it is not there; returns the file. */
    Path write(TrackerFile file, Path folder);
}
