package dev.backslide.sdk.internal.storage;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * What an archive says of itself. Immutable.
 *
 * @param format of the archive; this version writes and reads {@value #FORMAT}
 * @param createdAt when it was made, UTC
 * @param source what it was made of, for people
 * @param parts its files
 */
public record ArchiveManifest(int format, Instant createdAt, String source, List<Part> parts) {

    /** Format that this version writes, and the newest that it reads. */
    public static final int FORMAT = 1;

    /** Name of the manifest in the archive. */
    static final String NAME = "manifest.json";

    static final String MEASUREMENTS = "measurements.jsonl";
    static final String TRANSITIONS = "transitions.jsonl";
    static final String COMMANDS = "commands.jsonl";

    /** What every archive has beside the manifest, and nothing else. */
    static final Set<String> PARTS = Set.of(MEASUREMENTS, TRANSITIONS, COMMANDS);

    public ArchiveManifest {
        if (format < 1) {
            throw new IllegalArgumentException("format was " + format + " but it must be at least 1");
        }
        Objects.requireNonNull(createdAt);
        Objects.requireNonNull(source);
        parts = List.copyOf(parts);
    }

    /**
     * One file of an archive. Immutable.
     *
     * @param name within the archive
     * @param lines records in it, one a line
     * @param sha256 of its bytes, in hexadecimal
     */
    public record Part(String name, long lines, String sha256) {

        public Part {
            Objects.requireNonNull(name);
            Objects.requireNonNull(sha256);
        }
    }

    /** Measurements in it. */
    public long measurements() {
        return lines(MEASUREMENTS);
    }

    /** Revisions of alerts in it. */
    public long transitions() {
        return lines(TRANSITIONS);
    }

    /** Commands in it. */
    public long commands() {
        return lines(COMMANDS);
    }

    private long lines(String part) {
        return parts.stream()
                .filter(one -> one.name().equals(part))
                .mapToLong(Part::lines)
                .sum();
    }
}
