package dev.backslide.cli.backtest;

import dev.backslide.cli.context.CliContext;
import dev.backslide.cli.context.Failures;
import dev.backslide.cli.context.ProgressBar;
import dev.backslide.cli.csv.CsvLine;
import dev.backslide.cli.csv.MeasuredRow;
import dev.backslide.cli.csv.MeasurementColumns;
import dev.backslide.cli.csv.MeasurementDefaults;
import dev.backslide.cli.csv.MeasurementFile;
import dev.backslide.cli.csv.MeasurementInput;
import dev.backslide.cli.csv.MeasurementRow;
import dev.backslide.cli.csv.RejectedRows;
import dev.backslide.core.InvalidMetricException;
import dev.backslide.core.MetricEvent;
import dev.backslide.core.SeriesKey;
import dev.backslide.core.text.Counted;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Streams a file of measurements, series by series as they come, without a pipeline. Not thread-safe: one a file. */
final class RecordedFile {

    private static final int PROGRESS_STEP = 10_000;

    private final Path path;
    private final MeasurementDefaults defaults;
    private final List<String> dimensions;
    private final RejectedRows rejected = new RejectedRows();
    private final Map<String, RecordedSeries> series = new LinkedHashMap<>();
    private String header = "";
    private long measurements;
    private long repeated;
    private long late;
    private long firstLateLine;
    private long incomparable;
    private long firstIncomparableLine;

    /**
     * @param defaults what rows are where they do not say it
     * @param dimensions metadata names that tell series apart
     */
    RecordedFile(Path path, MeasurementDefaults defaults, List<String> dimensions) {
        this.path = path;
        this.defaults = defaults;
        this.dimensions = dimensions;
    }

    /** Reads to the end. @throws CommandFailure when the file cannot be read or its header does not say what the columns are */
    void read(CliContext context, Consumer<RecordedMeasurement> consumer) {
        ProgressBar progress = context.interactive()
                ? new ProgressBar(context, "backtesting", MeasurementInput.countRows(path))
                : null;
        try (InputStream input = MeasurementInput.open(path)) {
            header = new MeasurementFile(defaults)
                    .read(
                            input,
                            row -> {
                                take(row, consumer);
                                if (progress != null && measurements % PROGRESS_STEP == 0) {
                                    progress.show(measurements);
                                }
                            },
                            rejected::add);
        } catch (IOException e) {
            throw MeasurementInput.unreadable(path, e);
        } catch (UncheckedIOException e) {
            throw MeasurementInput.unreadable(path, e);
        }
        if (progress != null) {
            progress.show(Long.MAX_VALUE);
        }
    }

    private void take(MeasuredRow row, Consumer<RecordedMeasurement> consumer) {
        MetricEvent event = row.event();
        SeriesKey key = SeriesKey.of(event, dimensions);
        String id = row.seriesId() != null && dimensions.isEmpty() ? row.seriesId() : key.toString();
        Long ownIndex = index(row.index());
        RecordedSeries known = series.computeIfAbsent(id, unseen -> new RecordedSeries(unseen, event.unit()));
        if (known.isRepeated(event.eventId())) {
            repeated++;
            return;
        }
        if (known.isLate(event.orderTime())) {
            late++;
            firstLateLine = firstLateLine == 0 ? row.line() : firstLateLine;
        }
        MetricEvent comparable = event.inUnit(known.unit()).orElse(null);
        if (comparable == null) {
            incomparable++;
            firstIncomparableLine = firstIncomparableLine == 0 ? row.line() : firstIncomparableLine;
            return;
        }
        known.add(event.eventId(), event.orderTime(), ownIndex == null ? known.count() : ownIndex);
        measurements++;
        consumer.accept(new RecordedMeasurement(key, known, comparable));
    }

    private static @Nullable Long index(@Nullable String text) {
        if (text == null) {
            return null;
        }
        try {
            return Long.parseUnsignedLong(text);
        } catch (NumberFormatException e) {
            throw new InvalidMetricException(
                    "index was " + MeasurementRow.quote(text) + " but it must be a whole number from 0; correct it");
        }
    }

    /** Whether the rows say when they were measured. */
    boolean hasTimes() {
        Map<String, Integer> columns =
                MeasurementColumns.of(CsvLine.split(header)).positions();
        return columns.containsKey(MeasurementColumns.TIMESTAMP) || columns.containsKey(MeasurementColumns.DATE_TIME);
    }

    long measurements() {
        return measurements;
    }

    /** {@code 2 series, 1,204 measurements}. */
    String counted() {
        return Counted.of(series.size(), "series", "series") + ", " + Counted.of(measurements, "measurement");
    }

    /** That measurements that do not say which way is better were judged both ways. */
    static String judgedBothWays(long count) {
        return Counted.of(
                        count,
                        "measurement does not say which way is better and was",
                        "measurements do not say which way is better and were")
                + " judged both ways; ";
    }

    Collection<RecordedSeries> series() {
        return series.values();
    }

    /**
     * Tells what was odd about the file, and keeps what was rejected.
     *
     * @param target where rejected rows are kept; null: beside the file
     * @param inTheFilesOrder whether late rows were judged where they stand, not where their time belongs
     * @return the exit code
     */
    int report(CliContext context, @Nullable Path target, boolean inTheFilesOrder) {
        String name = String.valueOf(path.getFileName());
        if (repeated > 0) {
            Failures.print(
                    context.err(),
                    name + ": "
                            + Counted.of(
                                    repeated,
                                    "row repeats the row before it and counts",
                                    "rows repeat the row before them and count")
                            + " once, as in the detector");
        }
        if (late > 0) {
            Failures.print(
                    context.err(),
                    name + ": "
                            + Counted.of(
                                    late,
                                    "row is earlier than a row before it in its series",
                                    "rows are earlier than a row before them in their series")
                            + " (the first is line " + firstLateLine + "); "
                            + (inTheFilesOrder
                                    ? "all were taken in the file's order: sort the file by time"
                                    : "each was placed by its time, as in the detector"));
        }
        if (incomparable > 0) {
            Failures.print(
                    context.err(),
                    name + ": "
                            + Counted.of(
                                    incomparable,
                                    "row is in a unit that cannot be compared with the first one of its series",
                                    "rows are in a unit that cannot be compared with the first one of their series")
                            + " (the first is line " + firstIncomparableLine
                            + ") and left out; correct the units, or use another name");
        }
        return rejected.report(context, header, path, target);
    }
}
