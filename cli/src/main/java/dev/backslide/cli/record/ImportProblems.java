package dev.backslide.cli.record;

import dev.backslide.core.MetricEvent;
import dev.backslide.core.text.Counted;
import dev.backslide.jmh.JmhListener;

import java.util.ArrayList;
import java.util.List;

/** What is wrong with an imported file: the first sentences, and how many more there are. Not thread-safe. */
final class ImportProblems implements JmhListener {

    private static final int KEPT = 1_000;

    private final List<String> broken = new ArrayList<>();
    private final List<String> warnings = new ArrayList<>();
    private long brokenCount;
    private long warningCount;
    private int entries;

    @Override
    public void measurement(MetricEvent event) {
        // Recorded when the file is read again.
    }

    @Override
    public void broken(String why) {
        if (brokenCount++ < KEPT) {
            broken.add(why);
        }
    }

    @Override
    public void warning(String what) {
        if (warningCount++ < KEPT) {
            warnings.add(what);
        }
    }

    void entries(int count) {
        entries = count;
    }

    /** Results in the file, broken ones included. */
    int entries() {
        return entries;
    }

    /** Results that are not left out. */
    long good() {
        return entries - brokenCount;
    }

    boolean leavesOut() {
        return brokenCount > 0 || entries == 0;
    }

    /** Why results were left out. */
    List<String> broken() {
        return withRest(broken, brokenCount, " left out");
    }

    /** What is odd about results that were recorded. */
    List<String> warnings() {
        return withRest(warnings, warningCount, " odd");
    }

    private static List<String> withRest(List<String> first, long count, String what) {
        if (count <= first.size()) {
            return List.copyOf(first);
        }
        List<String> all = new ArrayList<>(first);
        long more = count - first.size();
        all.add("and " + Counted.of(more, "more result is", "more results are") + what);
        return all;
    }
}
