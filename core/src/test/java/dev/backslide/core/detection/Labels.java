package dev.backslide.core.detection;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The labels beside a labelled set: {@code series_id,family,better,length,kind,first,last,snr}. */
final class Labels {

    private Labels() {}

    static Map<String, SeriesLabels> read(String file) {
        Map<String, SeriesLabels> labels = new LinkedHashMap<>();
        List<String> lines = LabelledSet.lines(file);
        for (String line : lines.subList(1, lines.size())) {
            String[] cells = line.split(",", -1);
            SeriesLabels row = new SeriesLabels(
                    cells[1],
                    Integer.parseInt(cells[3]),
                    cells[4].equals("change") ? List.of(change(cells)) : List.of(),
                    cells[4].equals("ignore") ? List.of(zone(cells)) : List.of());
            labels.merge(cells[0], row, Labels::both);
        }
        return labels;
    }

    private static TrueChange change(String[] cells) {
        double snr = cells[7].isEmpty() ? TrueChange.UNKNOWN_SNR : Double.parseDouble(cells[7]);
        return new TrueChange(Integer.parseInt(cells[5]), Integer.parseInt(cells[6]), snr);
    }

    private static Zone zone(String[] cells) {
        return new Zone(Integer.parseInt(cells[5]), Integer.parseInt(cells[6]));
    }

    private static SeriesLabels both(SeriesLabels one, SeriesLabels other) {
        List<TrueChange> changes = new ArrayList<>(one.changes());
        changes.addAll(other.changes());
        List<Zone> ignored = new ArrayList<>(one.ignored());
        ignored.addAll(other.ignored());
        return new SeriesLabels(one.family(), one.length(), changes, ignored);
    }
}
