package dev.backslide.sink.store;

import org.sqlite.SQLiteConfig;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;

/**
 * Opens connections to one database file: one that writes, any number that read meanwhile (write-ahead log).
 * {@code synchronous = NORMAL}: a crash of the process loses nothing; a power cut may lose the last transactions, and as each
 * holds its offsets too, what is lost is read again. Thread-safe.
 */
public final class StoreConnections {

    private static final int BUSY_TIMEOUT_MILLIS = 5_000;
    private static final int WRITER_CACHE_KIB = 32_768;
    private static final int CHECKPOINT_PAGES = 4_000;

    private final Path database;

    StoreConnections(Path database) {
        this.database = database;
    }

    Path database() {
        return database;
    }

    Connection openWriter() throws SQLException {
        SQLiteConfig config = new SQLiteConfig();
        config.setJournalMode(SQLiteConfig.JournalMode.WAL);
        config.setSynchronous(SQLiteConfig.SynchronousMode.NORMAL);
        config.setBusyTimeout(BUSY_TIMEOUT_MILLIS);
        config.setCacheSize(-WRITER_CACHE_KIB);
        config.setPragma(SQLiteConfig.Pragma.WAL_AUTOCHECKPOINT, Integer.toString(CHECKPOINT_PAGES));
        return config.createConnection("jdbc:sqlite:" + database);
    }

    /** A second one that writes, a row at a time, beside the writer: they wait for each other. */
    public Connection openOutbox() throws SQLException {
        SQLiteConfig config = new SQLiteConfig();
        config.setJournalMode(SQLiteConfig.JournalMode.WAL);
        config.setSynchronous(SQLiteConfig.SynchronousMode.NORMAL);
        config.setBusyTimeout(BUSY_TIMEOUT_MILLIS);
        return config.createConnection("jdbc:sqlite:" + database);
    }

    Connection openReader() throws SQLException {
        SQLiteConfig config = new SQLiteConfig();
        config.setReadOnly(true);
        config.setBusyTimeout(BUSY_TIMEOUT_MILLIS);
        return config.createConnection("jdbc:sqlite:" + database);
    }
}
