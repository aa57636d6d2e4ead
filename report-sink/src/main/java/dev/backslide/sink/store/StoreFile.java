package dev.backslide.sink.store;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;

/**
 * Whether the database is still the one that was opened, and whole. A file that is deleted or replaced under an open database takes
 * every row without a complaint and has none of them after the next start. Thread-safe.
 */
public final class StoreFile {

    /** A file that was moved away may be moved back; after that it has gone for good. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final StoreConnections connections;
    private final Path database;
    private final @Nullable Object opened;
    private volatile @Nullable String damage;
    private volatile @Nullable Instant goneSince;

    /** @param connections to the database, which must be open */
    StoreFile(StoreConnections connections) {
        this.connections = connections;
        this.database = connections.database();
        this.opened = keyOf(database);
    }

    /** What is wrong and what to do, one sentence; null: nothing is known. Looks at the folder, not into the file. */
    public @Nullable String trouble() {
        Object now = keyOf(database);
        if (isAnother(now)) {
            return "store " + database + " was " + (now == null ? "deleted" : "replaced")
                    + " while it was open, and records that are stored now are lost; start the sink again: it reads "
                    + "the records that the topics still hold";
        }
        return damage;
    }

    /** Looks whether the file is there. */
    public void checkThere(Instant now) {
        Instant since = goneSince;
        goneSince = !isAnother(keyOf(database)) ? null : since == null ? now : since;
    }

    /** Whether the file has been gone for so long that it will not come back, and only a new start helps. */
    public boolean isGone(Instant now) {
        Instant since = goneSince;
        return since != null && !since.plus(PATIENCE).isAfter(now);
    }

    /** Reads the whole file, as long as that takes. */
    public void checkAll() {
        check("PRAGMA quick_check(1)", "ok");
    }

    /** Reads a little. */
    public void checkReadable() {
        if (damage == null) {
            check("SELECT count(*) >= 0 FROM offsets", "1");
        }
    }

    /** An answer failed: where that is for damage, the file is damaged from now on. */
    public void failed(SQLException e) {
        if (Store.isDamage(e)) {
            damage = Store.describe(database, e);
        }
    }

    private void check(String question, String right) {
        try (Connection connection = connections.openReader();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(question)) {
            String answer = rows.next() ? rows.getString(1) : "no answer";
            if (!right.equals(answer)) {
                damage = Store.damaged(database, answer);
            }
        } catch (SQLException e) {
            failed(e);
        }
    }

    private boolean isAnother(@Nullable Object key) {
        return opened != null && !opened.equals(key);
    }

    private static @Nullable Object keyOf(Path file) {
        try {
            return Files.readAttributes(file, BasicFileAttributes.class).fileKey();
        } catch (IOException e) {
            return null;
        }
    }
}
