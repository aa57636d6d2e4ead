package dev.backslide.sink.store;

import dev.backslide.sink.settings.NotificationSettings;
import dev.backslide.sink.settings.RetentionSettings;
import dev.backslide.sink.store.row.OutboxRows;
import dev.backslide.sink.transition.NotificationCounters;
import org.sqlite.SQLiteErrorCode;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** A store that is open: its folder is locked, its database is of the newest version. Thread-safe. */
public final class Store implements AutoCloseable {

    private final StoreFolder folder;
    private final StoreConnections connections;
    private final Connection writing;
    private final StoreWriter writer;
    private final Maintenance maintenance;
    private final StoreFile file;
    private final Map<String, NotificationCounters> receivers;

    private Store(
            StoreFolder folder,
            StoreConnections connections,
            Connection writing,
            NotificationSettings notifications,
            RetentionSettings retention,
            Clock clock)
            throws SQLException {
        Map<String, NotificationCounters> counters = new LinkedHashMap<>();
        notifications.receivers().forEach(name -> counters.put(name, new NotificationCounters()));
        this.receivers = Collections.unmodifiableMap(counters);
        this.folder = folder;
        this.connections = connections;
        this.writing = writing;
        this.writer = new StoreWriter(writing, new OutboxRows(writing, notifications, clock, receivers));
        this.maintenance = new Maintenance(writer, retention, clock);
        this.file = new StoreFile(connections);
    }

    /** Opens a store that keeps everything and whose alerts nobody is told about. */
    public static Store open(Path path) {
        return open(path, NotificationSettings.NONE, RetentionSettings.EVERYTHING, Clock.systemUTC());
    }

    /** @throws StoreException when the folder or the database cannot be used */
    public static Store open(Path path, NotificationSettings notifications, RetentionSettings retention, Clock clock) {
        StoreFolder folder = StoreFolder.take(path.toAbsolutePath());
        try {
            return open(folder, notifications, retention, clock);
        } catch (SQLException e) {
            StoreException failure = new StoreException(describe(folder.database(), e), e);
            release(folder, failure);
            throw failure;
        } catch (RuntimeException e) {
            release(folder, e);
            throw e;
        }
    }

    private static Store open(
            StoreFolder folder, NotificationSettings notifications, RetentionSettings retention, Clock clock)
            throws SQLException {
        StoreConnections connections = new StoreConnections(folder.database());
        Connection writing = connections.openWriter();
        try {
            StoreMigrations.migrate(writing, folder.database());
            return new Store(folder, connections, writing, notifications, retention, clock);
        } catch (SQLException | RuntimeException e) {
            writing.close();
            throw e;
        }
    }

    /** For the one thread that writes. */
    public StoreWriter writer() {
        return writer;
    }

    /** What the writing thread does between batches. */
    public Maintenance maintenance() {
        return maintenance;
    }

    /** Whether the database is whole and still there. */
    public StoreFile file() {
        return file;
    }

    /** The connection under {@link #writer()}. */
    public Connection writing() {
        return writing;
    }

    /** Who is told about alerts, by name. */
    public Map<String, NotificationCounters> receivers() {
        return receivers;
    }

    public StoreConnections connections() {
        return connections;
    }

    public Path database() {
        return folder.database();
    }

    /** What is wrong with a database, the rule and the next step, in one sentence. */
    public static String describe(Path database, SQLException e) {
        SQLiteErrorCode code = SQLiteErrorCode.getErrorCode(e.getErrorCode());
        String what = "store " + database;
        return switch (SQLiteErrorCode.getErrorCode(code.code & 0xff)) {
            case SQLITE_NOTADB, SQLITE_CORRUPT ->
                what + " is damaged or not an SQLite database but it must be one; move it away, and the sink reads the "
                        + "records that the topics still hold into a new one";
            case SQLITE_FULL -> what + " has no space left to grow; free space on its disk, and the sink continues";
            case SQLITE_READONLY, SQLITE_CANTOPEN, SQLITE_PERM ->
                what + " cannot be written but the sink must write it; make file and folder writable";
            case SQLITE_BUSY, SQLITE_LOCKED ->
                what + " is locked by another program for writing; end that program's transaction";
            case SQLITE_IOERR -> what + " cannot be written to its disk (" + e.getMessage() + "); check the disk";
            default -> what + " refused: " + e.getMessage();
        };
    }

    /** That a database is damaged, and the next step, in one sentence. */
    static String damaged(Path database, String how) {
        return "store " + database + " is damaged (" + how
                + "); stop the sink and move the file away: the next start reads the records that the topics "
                + "still hold into a new one";
    }

    /** Whether the database cannot be read for what is in its file. */
    static boolean isDamage(SQLException e) {
        int code = SQLiteErrorCode.getErrorCode(e.getErrorCode()).code & 0xff;
        return code == SQLiteErrorCode.SQLITE_NOTADB.code || code == SQLiteErrorCode.SQLITE_CORRUPT.code;
    }

    /** Whether the database will never take the row that it was given, however often it is tried. */
    public static boolean isAboutTheRow(SQLException e) {
        int code = SQLiteErrorCode.getErrorCode(e.getErrorCode()).code & 0xff;
        return code == SQLiteErrorCode.SQLITE_CONSTRAINT.code
                || code == SQLiteErrorCode.SQLITE_MISMATCH.code
                || code == SQLiteErrorCode.SQLITE_TOOBIG.code;
    }

    private static void release(StoreFolder folder, Exception failure) {
        try {
            folder.close();
        } catch (IOException e) {
            failure.addSuppressed(e);
        }
    }

    @Override
    public void close() {
        try (folder) {
            writer.close();
        } catch (SQLException e) {
            throw new StoreException(describe(folder.database(), e), e);
        } catch (IOException e) {
            throw new StoreException("store folder of " + folder.database() + " could not be released: " + e, e);
        }
    }
}
