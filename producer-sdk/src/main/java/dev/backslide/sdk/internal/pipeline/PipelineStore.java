package dev.backslide.sdk.internal.pipeline;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.backslide.core.AlertCommand;
import dev.backslide.core.RegressionAlert;
import dev.backslide.core.text.Secrets;
import dev.backslide.sdk.PublisherSettings;
import dev.backslide.sdk.internal.storage.Archive;
import dev.backslide.sdk.internal.storage.ArchiveManifest;
import dev.backslide.sdk.internal.storage.ArchiveWriter;
import dev.backslide.sdk.internal.storage.CommandPositions;
import dev.backslide.sdk.internal.storage.Interleaving;
import dev.backslide.sdk.internal.storage.JournalEntry;
import dev.backslide.sdk.internal.storage.PositionedCommand;
import dev.backslide.sdk.internal.storage.Restored;
import dev.backslide.sdk.tracker.Retention;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.LongConsumer;

/**
 * The store of a running pipeline, for those who look after it: prune, back up, restore. A restore sends measurements again with
 * their event ids, people's commands at their places between them, and the detector decides the same again. Not thread-safe.
 */
public final class PipelineStore {

    private static final Duration STORED_WITHIN = Duration.ofMinutes(5);
    private static final int NAMED = 20;

    private final PublisherSettings settings;
    private final URI sinkUrl;
    private final SinkClient api;
    private final SinkQueries sink;

    /** @param sinkUrl base URL of the sink's HTTP API */
    public PipelineStore(PublisherSettings settings, URI sinkUrl) {
        this.settings = settings;
        this.sinkUrl = sinkUrl;
        this.api = new SinkClient(sinkUrl);
        this.sink = new SinkQueries(api, STORED_WITHIN);
    }

    /**
     * Drops old measurements from the sink's store; alerts stay, and so does what the detector keeps for judging.
     *
     * @param dryRun whether to count only
     * @return how many measurements
     * @throws dev.backslide.sdk.tracker.StorageException when the sink does not do it
     */
    public long prune(Retention retention, boolean dryRun) {
        ObjectNode request = JsonNodeFactory.instance.objectNode();
        request.put("dry_run", dryRun);
        if (retention.keep() != null) {
            request.put("keep", retention.keep());
        }
        if (retention.notBefore() != null) {
            request.put("not_before", retention.notBefore().toString());
        }
        return api.change("POST", "/api/v1/prune", Map.of(), request)
                .path("measurements")
                .asLong();
    }

    /**
     * Writes everything that the sink has stored into an archive.
     *
     * @throws dev.backslide.sdk.tracker.StorageException when sink or broker do not answer, or the file cannot be written
     */
    public ArchiveManifest backup(Path file, Instant now) {
        try (ArchiveWriter archive = ArchiveWriter.create(file, "pipeline " + Secrets.mask(sinkUrl.toString()), now)) {
            sink.recorded();
            List<RegressionAlert> transitions = sink.transitions();
            List<AlertCommand> commands = PipelineCommands.effective(CommandLog.read(settings), transitions);
            CommandPositions positions = new CommandPositions(commands, transitions);
            sink.measurements(entry -> {
                if (entry.measurement() != null) {
                    archive.measurement(entry);
                    positions.measurement(entry.seriesKey(), entry.measurement());
                }
            });
            return archive.finish(transitions, positions.positions());
        }
    }

    /**
     * Sends what an archive holds. Doing it again changes nothing.
     *
     * @param progress told how many measurements were sent
     * @throws dev.backslide.sdk.tracker.StorageException when the pipeline does not take it; run it again then
     */
    public Restored restore(Archive archive, LongConsumer progress) {
        return restore(archive::measurements, archive.commands(), archive.transitions(), progress);
    }

    /** Measurements in the order of arrival, told to whoever wants them. */
    @FunctionalInterface
    interface Measurements {
        void forEach(Consumer<JournalEntry> measurements);
    }

    Restored restore(
            Measurements measurements,
            List<PositionedCommand> commands,
            List<RegressionAlert> transitions,
            LongConsumer progress) {
        sink.recorded();
        Map<String, RegressionAlert> before = byRevision(sink.transitions());
        Interleaving interleaving = new Interleaving(commands);
        Set<String> done = new HashSet<>();
        before.values().forEach(known -> done.add(known.eventId()));
        CommandLog.read(settings).forEach(sent -> done.add(sent.commandId()));
        try (PipelineReplay replay = new PipelineReplay(settings)) {
            measurements.forEach(entry -> {
                send(interleaving.beforeNext(entry.seriesKey()), done, replay);
                if (entry.measurement() != null) {
                    replay.send(entry.measurement());
                    progress.accept(replay.measurements());
                }
            });
            send(interleaving.rest(), done, replay);
            replay.awaitJudged();
            sink.recorded();
            Map<String, RegressionAlert> after = byRevision(sink.transitions());
            return new Restored(
                    replay.measurements(),
                    after.size() - before.size(),
                    replay.commands(),
                    differences(transitions, after));
        }
    }

    private static void send(List<AlertCommand> commands, Set<String> done, PipelineReplay replay) {
        for (AlertCommand command : commands) {
            if (done.add(command.commandId())) {
                replay.send(command);
            }
        }
    }

    private static List<String> differences(List<RegressionAlert> wanted, Map<String, RegressionAlert> there) {
        List<String> differences = new ArrayList<>();
        for (RegressionAlert alert : wanted) {
            RegressionAlert found = there.get(revisionOf(alert));
            if (!alert.equals(found)) {
                differences.add("alert " + alert.alertId() + " of " + alert.seriesKey() + ", revision "
                        + alert.revision() + " (" + alert.state() + "): "
                        + (found == null ? "not there" : "decided differently, " + found.state()));
            }
        }
        int more = differences.size() - NAMED;
        if (more > 0) {
            differences.subList(NAMED, differences.size()).clear();
            differences.add("and " + more + " more");
        }
        return differences;
    }

    private static Map<String, RegressionAlert> byRevision(List<RegressionAlert> alerts) {
        Map<String, RegressionAlert> byRevision = new HashMap<>();
        alerts.forEach(alert -> byRevision.put(revisionOf(alert), alert));
        return byRevision;
    }

    private static String revisionOf(RegressionAlert alert) {
        return alert.alertId() + "#" + alert.revision();
    }
}
