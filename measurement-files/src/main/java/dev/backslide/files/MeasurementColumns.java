package dev.backslide.files;

import dev.backslide.core.report.CsvExport;
import dev.backslide.core.report.TextTable;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * What the columns of a file are, decided by its header. Immutable.
 *
 * @param positions of the known columns, by canonical name
 * @param metadata positions of all other columns, by their heading: they become metadata
 * @param count of columns
 */
public record MeasurementColumns(Map<String, Integer> positions, Map<String, Integer> metadata, int count) {

    static final String SERIES_ID = "series_id";
    static final String INDEX = "index";
    static final String MODEL = "model_name";
    static final String NAME = "name";
    static final String VALUE = "value";
    static final String UNIT = "unit";
    static final String CATEGORY = "category";
    public static final String TIMESTAMP = "timestamp";
    public static final String DATE_TIME = "date_time";
    static final String COMMIT = "commit";
    public static final String BRANCH = "branch";

    /** Headers that people have, for messages. */
    static final List<String> ACCEPTED = List.of(
            "series_id,index,value",
            "Model Name,Metric Name,Value,Unit,Category,Timestamp,Date Time",
            "timestamp,model_name,name,value,unit,category,commit");

    private static final Set<String> KNOWN =
            Set.of(SERIES_ID, INDEX, MODEL, NAME, VALUE, UNIT, CATEGORY, TIMESTAMP, DATE_TIME, COMMIT, BRANCH);
    private static final Map<String, String> ALIASES =
            Map.of("metric_name", NAME, "metric", NAME, "model", MODEL, "commit_sha", COMMIT);

    public MeasurementColumns {
        positions = Map.copyOf(positions);
        metadata = Map.copyOf(metadata);
    }

    /** @throws MeasurementFileException when what a measurement needs is missing, or a column stands there twice */
    public static MeasurementColumns of(List<String> header) {
        Map<String, Integer> positions = new HashMap<>();
        Map<String, Integer> metadata = new TreeMap<>();
        for (int i = 0; i < header.size(); i++) {
            String heading = header.get(i).strip();
            String canonical = canonical(heading);
            boolean known = KNOWN.contains(canonical);
            if ((known ? positions : metadata).put(known ? canonical : heading, i) != null || heading.isEmpty()) {
                throw new MeasurementFileException("header has column '" + TextTable.printable(heading)
                        + "' twice or without a name; name each column once");
            }
        }
        MeasurementColumns columns = new MeasurementColumns(positions, metadata, header.size());
        columns.requireEnough(String.join(",", header));
        return columns;
    }

    /** The cell of a column; empty where the file has no such column or the cell is blank. */
    Optional<String> cell(List<String> cells, String column) {
        return Optional.ofNullable(positions.get(column))
                .map(cells::get)
                .map(String::strip)
                .map(CsvExport::text)
                .filter(text -> !text.isEmpty());
    }

    private void requireEnough(String header) {
        boolean named = positions.containsKey(NAME) || positions.containsKey(SERIES_ID);
        boolean timed =
                positions.containsKey(INDEX) || positions.containsKey(TIMESTAMP) || positions.containsKey(DATE_TIME);
        List<String> missing = new ArrayList<>();
        if (!named) {
            missing.add(NAME + " (or " + SERIES_ID + ")");
        }
        if (!timed) {
            missing.add(TIMESTAMP + " (or " + INDEX + ")");
        }
        if (!positions.containsKey(VALUE)) {
            missing.add(VALUE);
        }
        if (!missing.isEmpty()) {
            throw new MeasurementFileException("header was '" + TextTable.printable(header) + "' without the column "
                    + String.join(" and ", missing) + " but it must name the columns as '"
                    + String.join("' or '", ACCEPTED) + "' does; add a header line");
        }
    }

    private static String canonical(String heading) {
        String name = heading.toLowerCase(Locale.ROOT).replace(' ', '_').replace('-', '_');
        return ALIASES.getOrDefault(name, name);
    }
}
