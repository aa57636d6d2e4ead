package dev.backslide.files;

import dev.backslide.core.InvalidMetricException;
import dev.backslide.core.MetricEvent;
import dev.backslide.core.SeriesKey;
import dev.backslide.core.text.Counted;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.LongConsumer;

/** Streams a file of measurements, series by series as they come, without a pipeline. Not thread-safe: one a file. */
public final class RecordedFile {

    private static final int PROGRESS_STEP = 10_000;

    private final Path path;
    private final MeasurementDefaults defaults;
    private final List<String> dimensions;
    private final LongConsumer progress;
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
     * A file to be read.
     *
     * @param defaults what rows are where they do not say it
     * @param dimensions metadata names that tell series apart
     * @param progress told now and then how many measurements were read; {@link Long#MAX_VALUE}: all
     */
    public RecordedFile(Path path, MeasurementDefaults defaults, List<String> dimensions, LongConsumer progress) {
        this.path = path;
        this.defaults = defaults;
        this.dimensions = dimensions;
        this.progress = progress;
    }

    /** Reads to the end. @throws MeasurementFileException when the file cannot be read or its header does not say what the columns are */
    public void read(Consumer<RecordedMeasurement> consumer) {
        try (InputStream input = MeasurementInput.open(path)) {
            header = new MeasurementFile(defaults).read(input, row -> take(row, consumer), rejected::add);
        } catch (IOException e) {
            throw MeasurementInput.unreadable(path, e);
        } catch (UncheckedIOException e) {
            throw MeasurementInput.unreadable(path, e);
        }
        progress.accept(Long.MAX_VALUE);
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
        if (measurements % PROGRESS_STEP == 0) {
            progress.accept(measurements);
        }
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
    public boolean hasTimes() {
        Map<String, Integer> columns =
                MeasurementColumns.of(CsvLine.split(header)).positions();
        return columns.containsKey(MeasurementColumns.TIMESTAMP) || columns.containsKey(MeasurementColumns.DATE_TIME);
    }

    /** That were read and can be compared with those before them. */
    public long measurements() {
        return measurements;
    }

    /** {@code 2 series, 1,204 measurements}. */
    public String counted() {
        return Counted.of(series.size(), "series", "series") + ", " + Counted.of(measurements, "measurement");
    }

    /** In the order in which they begin. */
    public Collection<RecordedSeries> series() {
        return series.values();
    }

    /**
     * What was odd about the rows that were read, a sentence each.
     *
     * @param inTheFilesOrder whether late rows were judged where they stand, not where their time belongs
     */
    public List<String> remarks(boolean inTheFilesOrder) {
        String name = path.getFileName() + ": ";
        List<String> remarks = new ArrayList<>();
        if (repeated > 0) {
            remarks.add(name
                    + Counted.of(
                            repeated,
                            "row repeats the row before it and counts",
                            "rows repeat the row before them and count")
                    + " once, as in the detector");
        }
        if (late > 0) {
            remarks.add(name
                    + Counted.of(
                            late,
                            "row is earlier than a row before it in its series",
                            "rows are earlier than a row before them in their series")
                    + " (the first is line " + firstLateLine + "); "
                    + (inTheFilesOrder
                            ? "all keep the file's order: sort the file by time"
                            : "each was placed by its time, as in the detector"));
        }
        if (incomparable > 0) {
            remarks.add(name
                    + Counted.of(
                            incomparable,
                            "row is in a unit that cannot be compared with the first one of its series",
                            "rows are in a unit that cannot be compared with the first one of their series")
                    + " (the first is line " + firstIncomparableLine
                    + ") and left out; correct the units, or use another name");
        }
        return remarks;
    }

    /** Rows that are no measurements. */
    public RejectedRows rejected() {
        return rejected;
    }

    /** The first line, as written. */
    public String header() {
        return header;
    }
}
