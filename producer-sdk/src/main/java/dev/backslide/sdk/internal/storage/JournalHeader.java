package dev.backslide.sdk.internal.storage;

import dev.backslide.schemas.RecordJson;
import org.jspecify.annotations.Nullable;

/**
 * First line of a journal's newest file. Immutable.
 *
 * @param format of the lines that follow; this version reads {@value #FORMAT}
 * @param generation number of this file; no other file of the folder ever had it
 * @param since first compressed file that still counts; older ones were replaced by it
 */
record JournalHeader(int format, long generation, long since) {

    static final int FORMAT = 1;

    static final JournalHeader FIRST = new JournalHeader(FORMAT, 1, 1);

    /** A header as it was written, of any format; null: the line is none. */
    static @Nullable JournalHeader read(String line) {
        try {
            JournalHeader header = RecordJson.parse(line, JournalHeader.class);
            return header.format >= 1 && header.generation >= 1 && header.since >= 1 ? header : null;
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    /**
     * Of a file that takes the place of one whose header is lost: whoever read that one sees another number.
     *
     * @param since first compressed file that is there
     * @param last the last one
     */
    static JournalHeader instead(long since, long last) {
        return new JournalHeader(FORMAT, last + 2, since);
    }

    /** After this file was compressed under a number. */
    JournalHeader rotated(long number) {
        return new JournalHeader(FORMAT, number + 1, since);
    }

    /** After this file and all before it were rewritten into one with this number. */
    static JournalHeader rewritten(long number) {
        return new JournalHeader(FORMAT, number + 1, number);
    }
}
