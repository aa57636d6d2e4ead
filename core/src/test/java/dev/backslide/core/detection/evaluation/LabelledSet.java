package dev.backslide.core.detection.evaluation;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.zip.GZIPInputStream;

/** The labelled series under {@code src/test/resources/detection}. */
public final class LabelledSet {

    private LabelledSet() {}

    /** Values of each series in the file's order. */
    public static Map<String, double[]> series(String file) {
        Map<String, List<Double>> values = new LinkedHashMap<>();
        List<String> lines = lines(file);
        for (String line : lines.subList(1, lines.size())) {
            String[] cells = line.split(",", -1);
            values.computeIfAbsent(cells[0], id -> new ArrayList<>()).add(Double.valueOf(cells[2]));
        }
        Map<String, double[]> series = new LinkedHashMap<>();
        values.forEach((id, list) ->
                series.put(id, list.stream().mapToDouble(Double::doubleValue).toArray()));
        return series;
    }

    /** The alert lines of a baseline, without the header, sorted. */
    public static List<String> alerts(String file) {
        List<String> lines = lines(file);
        return lines.subList(1, lines.size()).stream().sorted().toList();
    }

    static List<String> lines(String file) {
        String path = "/detection/" + file;
        try (InputStream raw = Objects.requireNonNull(LabelledSet.class.getResourceAsStream(path), path);
                InputStream in = file.endsWith(".gz") ? new GZIPInputStream(raw) : raw;
                BufferedReader reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            return reader.lines().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
