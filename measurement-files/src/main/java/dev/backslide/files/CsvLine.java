package dev.backslide.files;

import dev.backslide.core.InvalidMetricException;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/** Splits one line of CSV (RFC 4180). Stateless. */
public final class CsvLine {

    private CsvLine() {}

    /** @throws InvalidMetricException when a quote is not closed or stands where none may */
    public static List<String> split(String line) {
        try (CSVParser parser = CSVParser.parse(line, CSVFormat.RFC4180)) {
            List<CSVRecord> records = parser.getRecords();
            return records.isEmpty() ? List.of() : records.get(0).toList();
        } catch (IOException | UncheckedIOException | IllegalStateException e) {
            throw new InvalidMetricException(
                    "the row has a stray or unclosed quote but a quote inside a quoted cell must "
                            + "be doubled; correct it");
        }
    }
}
