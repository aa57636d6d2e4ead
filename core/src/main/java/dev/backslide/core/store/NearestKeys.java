package dev.backslide.core.store;

import dev.backslide.core.Text;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.PriorityQueue;

/** Finds the known keys that a mistyped one is likely to mean. Thread-safe. */
final class NearestKeys {

    private static final int NAMED = 3;

    private NearestKeys() {}

    /** Says that no series has a key. */
    static String unknownSeries(String key, Iterable<String> known) {
        List<String> nearest = to(key, known);
        return nearest.isEmpty()
                ? "no series has the key " + Text.quote(key) + ": nothing is stored yet"
                : "no series has the key " + Text.quote(key) + "; nearest: " + String.join(", ", nearest);
    }

    /** Says that no alert has an id, nor starts so. */
    static String unknownAlert(String id, Iterable<String> known) {
        List<String> nearest = to(id, known);
        return "no alert has the id " + Text.quote(id) + "; "
                + (nearest.isEmpty() ? "there is none yet" : "nearest: " + String.join(", ", nearest));
    }

    /** The nearest few, the nearest first; keys that hold what was asked for are nearer than others. */
    static List<String> to(String asked, Iterable<String> known) {
        record Candidate(String key, int distance) {}
        PriorityQueue<Candidate> nearest =
                new PriorityQueue<>(Comparator.comparingInt(Candidate::distance).reversed());
        String wanted = asked.toLowerCase(Locale.ROOT);
        for (String key : known) {
            nearest.add(new Candidate(key, distance(wanted, key.toLowerCase(Locale.ROOT))));
            if (nearest.size() > NAMED) {
                nearest.poll();
            }
        }
        return nearest.stream()
                .sorted(Comparator.comparingInt(Candidate::distance).thenComparing(Candidate::key))
                .map(Candidate::key)
                .toList();
    }

    private static int distance(String asked, String key) {
        return key.contains(asked) ? 0 : levenshtein(asked, key);
    }

    /** Insertions, deletions and replacements that turn one text into the other. */
    private static int levenshtein(String a, String b) {
        int[] above = new int[b.length() + 1];
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            above[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int replaced = above[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                row[j] = Math.min(replaced, 1 + Math.min(above[j], row[j - 1]));
            }
            int[] spent = above;
            above = row;
            row = spent;
        }
        return above[b.length()];
    }
}
