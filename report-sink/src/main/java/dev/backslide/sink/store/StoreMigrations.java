package dev.backslide.sink.store;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * Brings a database to the newest version: the numbered SQL files that it has not seen, each with its number in one
 * transaction. {@code PRAGMA user_version} holds the number, {@code PRAGMA application_id} tells our databases from others.
 * Thread-safe.
 */
public final class StoreMigrations {

    /** In order; a file that was released never changes. */
    private static final List<String> FILES =
            List.of("V1__store.sql", "V2__alert_handling.sql", "V3__reason_codes.sql");

    /** "BKSL" in ASCII. */
    private static final int APPLICATION_ID = 0x424b534c;

    private StoreMigrations() {}

    /** Version that this program writes. */
    public static int newest() {
        return FILES.size();
    }

    /** @throws StoreException when the database is another program's, or newer than this program */
    static void migrate(Connection connection, Object database) throws SQLException {
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            int version = check(statement, database);
            for (int next = version; next < newest(); next++) {
                statement.executeUpdate(read(FILES.get(next)));
                statement.executeUpdate("PRAGMA application_id = " + APPLICATION_ID);
                statement.executeUpdate("PRAGMA user_version = " + (next + 1));
                connection.commit();
            }
        }
        connection.rollback();
        connection.setAutoCommit(true);
    }

    private static int check(Statement statement, Object database) throws SQLException {
        int version = integer(statement, "PRAGMA user_version");
        int application = integer(statement, "PRAGMA application_id");
        boolean empty = integer(statement, "SELECT count(*) FROM sqlite_schema") == 0;
        if (!empty && application != APPLICATION_ID) {
            throw new StoreException(
                    "store " + database + " is a database of another program but it must be one of Backslide's;"
                            + " choose another folder",
                    null);
        }
        if (version > newest()) {
            throw new StoreException(
                    "store " + database + " has version " + version + " but this program knows versions up to "
                            + newest() + "; update Backslide or choose another folder",
                    null);
        }
        return version;
    }

    private static int integer(Statement statement, String sql) throws SQLException {
        try (ResultSet row = statement.executeQuery(sql)) {
            return row.getInt(1);
        }
    }

    private static String read(String file) {
        try (InputStream in = StoreMigrations.class.getResourceAsStream("/db/migration/" + file)) {
            if (in == null) {
                throw new IllegalStateException(file + " is missing from the jar; build it again");
            }
            return new String(in.readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
