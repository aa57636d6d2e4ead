package dev.backslide.sdk.tracker;

import dev.backslide.core.AlertCommand;
import dev.backslide.core.MetricEvent;
import dev.backslide.core.RegressionAlert;
import dev.backslide.schemas.RecordJson;
import dev.backslide.sdk.internal.storage.HistoryFile;
import dev.backslide.sdk.internal.storage.TextFiles;

import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * All data of a tracker. Immutable.
 *
 * @param history measurements by series key, each list in the order of recording
 * @param alerts every revision of every alert
 * @param commands of people about alerts and baselines, oldest first
 * @since 0.1
 */
public record TrackerData(
        Map<String, List<MetricEvent>> history, List<RegressionAlert> alerts, List<AlertCommand> commands) {

    public TrackerData {
        Map<String, List<MetricEvent>> copy = new LinkedHashMap<>();
        history.forEach((key, events) -> copy.put(key, List.copyOf(events)));
        history = Collections.unmodifiableMap(copy);
        alerts = List.copyOf(alerts);
        commands = List.copyOf(commands);
    }

    /** Measurements in all series. */
    public int measurements() {
        return history.values().stream().mapToInt(List::size).sum();
    }

    /**
     * Writes all of it as one JSON file.
     *
     * @throws dev.backslide.sdk.tracker.StorageException when it cannot be written
     */
    public Path write(Path file) {
        Path absolute = file.toAbsolutePath();
        Path folder = absolute.getParent();
        Map<String, Object> document = new LinkedHashMap<>();
        document.put(HistoryFile.HISTORY, history);
        document.put(HistoryFile.ALERTS, alerts);
        document.put(HistoryFile.COMMANDS, commands);
        return TextFiles.write(
                folder == null ? absolute : folder,
                String.valueOf(absolute.getFileName()),
                out -> out.write(RecordJson.line(document)));
    }

    /**
     * Reads a file of {@link #write}, or a history in the specification's shape.
     *
     * @throws dev.backslide.sdk.tracker.StorageException when it cannot be read
     */
    public static TrackerData read(Path file) {
        HistoryFile read = HistoryFile.read(file);
        return new TrackerData(read.history(), read.alerts(), read.commands());
    }
}
