package dev.backslide.files;

import dev.backslide.core.InvalidMetricException;
import dev.backslide.core.MetricEvent;
import dev.backslide.sdk.internal.storage.BoundedLines;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Consumer;

/**
 * Reads measurements from CSV. Each line stands for itself, so that a broken one (a stray quote, a byte that is no UTF-8)
 * costs itself only. Not thread-safe.
 */
public final class MeasurementFile {

    /** Starts the lines that say, in a file of rejected rows, why the next row was rejected; skipped when read again. */
    static final String REJECTION_PREFIX = "# line ";

    private static final String TOO_LONG = "the row has more than " + BoundedLines.LONGEST
            + " bytes but no measurement has as many; is a line end missing?";

    private static final String BYTE_ORDER_MARK = "\ufeff";

    private final MeasurementDefaults defaults;

    public MeasurementFile(MeasurementDefaults defaults) {
        this.defaults = defaults;
    }

    /**
     * Reads to the end; good rows and bad ones are handed over in the file's order.
     *
     * @param good may refuse a row with an {@link InvalidMetricException}: it is handed over as a bad one then
     * @return the header, as written
     * @throws MeasurementFileException when the header does not say what the columns are
     */
    public String read(InputStream input, Consumer<MeasuredRow> good, Consumer<RejectedRow> bad) {
        // Bytes pass through ISO 8859-1 unharmed: lines can be told apart before each is decoded strictly.
        BoundedLines reader = new BoundedLines(input, StandardCharsets.ISO_8859_1);
        try {
            String header = firstLine(reader);
            MeasurementColumns columns = MeasurementColumns.of(CsvLine.split(header));
            MeasurementRow row = new MeasurementRow(columns, defaults);
            for (String bytes = reader.next(); bytes != null; bytes = reader.next()) {
                if (reader.isTooLong()) {
                    bad.accept(new RejectedRow(reader.number(), "", TOO_LONG));
                } else if (isRow(bytes)) {
                    readRow(row, columns, reader.number(), bytes, good, bad);
                }
            }
            return header;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What the columns of a file are. @throws MeasurementFileException when its header does not say it */
    static MeasurementColumns columns(InputStream input) throws IOException {
        return MeasurementColumns.of(CsvLine.split(firstLine(new BoundedLines(input, StandardCharsets.ISO_8859_1))));
    }

    /** Whether a line is the header or a row, not blank or a comment on a rejected row. */
    static boolean isRow(String line) {
        return !line.isBlank() && !line.startsWith(REJECTION_PREFIX);
    }

    private static void readRow(
            MeasurementRow row,
            MeasurementColumns columns,
            long number,
            String bytes,
            Consumer<MeasuredRow> good,
            Consumer<RejectedRow> bad) {
        String text = bytes;
        try {
            text = decode(bytes);
            List<String> cells = CsvLine.split(text);
            MetricEvent event = row.toEvent(cells);
            good.accept(new MeasuredRow(
                    number,
                    columns.cell(cells, MeasurementColumns.SERIES_ID).orElse(null),
                    columns.cell(cells, MeasurementColumns.INDEX).orElse(null),
                    event));
        } catch (CharacterCodingException e) {
            bad.accept(new RejectedRow(
                    number, text, "the row has bytes that are not UTF-8 but the file must be UTF-8; convert it"));
        } catch (InvalidMetricException e) {
            bad.accept(new RejectedRow(number, text, String.valueOf(e.getMessage())));
        }
    }

    private static String firstLine(BoundedLines reader) throws IOException {
        String bytes = reader.next();
        if (bytes == null || bytes.isBlank()) {
            throw new MeasurementFileException("the file has no header but its first line must name the columns, e.g. "
                    + MeasurementColumns.ACCEPTED.get(0));
        }
        String header;
        try {
            header = decode(bytes);
        } catch (CharacterCodingException e) {
            throw new MeasurementFileException(
                    "the first line has bytes that are not UTF-8 but the file must be UTF-8 text; convert it", e);
        }
        return header.startsWith(BYTE_ORDER_MARK) ? header.substring(1) : header;
    }

    private static String decode(String bytes) throws CharacterCodingException {
        return StandardCharsets.UTF_8
                .newDecoder()
                .decode(ByteBuffer.wrap(bytes.getBytes(StandardCharsets.ISO_8859_1)))
                .toString();
    }

    /** How many rows an input has, its header not counted. */
    public static long countRows(InputStream input) throws IOException {
        BoundedLines lines = new BoundedLines(input, StandardCharsets.ISO_8859_1);
        long rows = 0;
        for (String line = lines.next(); line != null; line = lines.next()) {
            rows += isRow(line) ? 1 : 0;
        }
        return Math.max(0, rows - 1);
    }
}
