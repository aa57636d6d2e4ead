package dev.backslide.sdk.internal.storage;

import dev.backslide.schemas.RecordJson;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.file.Path;
import java.util.function.Consumer;

/**
 * The entries among the lines of a journal; what is none is damage.
 *
 * @param entries told each
 * @param damage told what is none
 */
record JournalEntries(Consumer<JournalEntry> entries, JournalDamage damage) implements JournalLines {

    @Override
    public void line(String line, Path file, long number) {
        if (line.isBlank()) {
            return;
        }
        JournalEntry entry;
        try {
            entry = RecordJson.parse(line, JournalEntry.class);
        } catch (IllegalArgumentException e) {
            damage.line(file, number, String.valueOf(e.getMessage()));
            return;
        }
        entries.accept(entry);
    }

    @Override
    public void damaged(Path file, long number, @Nullable IOException cause) {
        if (cause == null) {
            damage.line(file, number, "it has more than " + BoundedLines.LONGEST + " bytes");
        } else {
            damage.rest(file, number, cause);
        }
    }
}
