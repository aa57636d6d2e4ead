package dev.backslide.sdk.internal.storage;

import org.slf4j.Logger;
import org.slf4j.event.Level;

import java.io.IOException;
import java.nio.file.Path;

/** Names in the log what of a journal cannot be read: it is passed over and stays where it is. Not thread-safe: one a reading. */
final class JournalDamage {

    private static final Logger LOG = Warnings.of(JournalDamage.class);
    private static final int NAMED = 20;

    private final Level level;
    private long found;

    private JournalDamage(Level level) {
        this.level = level;
    }

    /** Of what is read for the first time. */
    static JournalDamage named() {
        return new JournalDamage(Level.WARN);
    }

    /** Of what was read before, so that it was named then. */
    static JournalDamage known() {
        return new JournalDamage(Level.TRACE);
    }

    /** @param number of the line in its file, from 1 */
    void line(Path file, long number, String cause) {
        if (++found <= NAMED) {
            LOG.atLevel(level)
                    .setMessage("A line of the journal cannot be read and is skipped; it stays in its file")
                    .addKeyValue("file", file)
                    .addKeyValue("line", number)
                    .addKeyValue("cause", cause)
                    .log();
        }
    }

    /** @param number of the last line that was read, 0 where there was none */
    void rest(Path file, long number, IOException cause) {
        LOG.atLevel(level)
                .setMessage(
                        "A file of the journal is damaged; the part after its last whole line is skipped and stays in "
                                + "the file")
                .addKeyValue("file", file)
                .addKeyValue("line", number)
                .addKeyValue("cause", FileProblem.of(cause))
                .log();
    }

    /** Says how many lines were found that were not named. */
    void finish() {
        if (found > NAMED) {
            LOG.atLevel(level)
                    .setMessage("More lines of the journal cannot be read and are skipped")
                    .addKeyValue("count", found - NAMED)
                    .log();
        }
    }
}
