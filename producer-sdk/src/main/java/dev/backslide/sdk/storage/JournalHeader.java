package dev.backslide.sdk.storage;

/**
 * First line of a journal's newest file. Immutable.
 *
 * @param format of the lines that follow; this version reads {@value #FORMAT}
 * @param generation number of this file; when it is rotated, the compressed file gets this number
 * @param since first compressed file that still counts; older ones were replaced by it
 */
record JournalHeader(int format, long generation, long since) {

    static final int FORMAT = 1;

    static final JournalHeader FIRST = new JournalHeader(FORMAT, 1, 1);

    JournalHeader {
        if (format != FORMAT) {
            throw new IllegalArgumentException("format was " + format + " but this version of Backslide reads " + FORMAT
                    + "; use the version that wrote it, or a newer one");
        }
    }

    /** After this file was compressed beside the others. */
    JournalHeader rotated() {
        return new JournalHeader(FORMAT, generation + 1, since);
    }

    /** After this file and all before it were rewritten into one. */
    JournalHeader rewritten() {
        return new JournalHeader(FORMAT, generation + 1, generation);
    }
}
