package dev.backslide.cli;

import dev.backslide.sdk.MetricPublisher;

import java.io.BufferedReader;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/**
 * Publishes every measurement of a file, never more at once than the publisher takes. A row keeps its event id from replay to
 * replay, so that replaying twice doubles nothing. Not thread-safe: one a file.
 */
final class Replay {

    /** How many measurements are sent between two looks at what was acknowledged; below the publisher's queue capacity. */
    private static final int CHUNK = 2_000;

    private static final Duration CHUNK_TIMEOUT = Duration.ofSeconds(60);

    private final Publishing publishing;
    private final ProgressBar progress;
    private final RejectedRows rejected = new RejectedRows();
    private long sent;

    Replay(Publishing publishing, ProgressBar progress) {
        this.publishing = publishing;
        this.progress = progress;
    }

    /**
     * Publishes to the end of the input and returns once all is acknowledged.
     *
     * @return the header of the file
     * @throws CommandFailure when the header is wrong or the broker does not take the measurements
     */
    String run(InputStream input, MeasurementDefaults defaults) {
        MetricPublisher publisher = publishing.publisher();
        String header = new MeasurementFile(defaults)
                .read(
                        input,
                        row -> {
                            publisher.record(row.event());
                            if (++sent % CHUNK == 0) {
                                publisher.flush(CHUNK_TIMEOUT);
                                progress.show(sent + rejected.count());
                            }
                        },
                        rejected::add);
        publishing.requireDelivered();
        progress.show(sent + rejected.count());
        return header;
    }

    /** How many rows an input has, its header not counted. */
    static long countRows(InputStream input) {
        return Math.max(
                0,
                new BufferedReader(new InputStreamReader(input, StandardCharsets.ISO_8859_1))
                                .lines()
                                .filter(MeasurementFile::isRow)
                                .count()
                        - 1);
    }

    /** Measurements the broker has acknowledged. */
    long sent() {
        return sent;
    }

    RejectedRows rejected() {
        return rejected;
    }
}
