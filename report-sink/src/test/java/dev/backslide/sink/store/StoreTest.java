package dev.backslide.sink.store;

import dev.backslide.core.AlertReason;
import dev.backslide.core.AlertState;
import dev.backslide.core.RegressionAlert;
import dev.backslide.core.Severity;
import dev.backslide.sink.Publisher;
import dev.backslide.sink.Sql;
import dev.backslide.sink.settings.NotificationSettings;
import dev.backslide.sink.settings.RetentionSettings;
import dev.backslide.sink.store.row.StoreBatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

class StoreTest {

    @TempDir
    Path folder;

    @Test
    void open_missingFolder_isMade() throws SQLException {
        Path deep = folder.resolve("a/b");
        Store.open(deep).close();

        assertThat(Sql.number(deep, "PRAGMA user_version")).isEqualTo(3);
    }

    @Test
    void open_databaseOfTheFirstVersion_keepsItsAlerts() throws Exception {
        try (InputStream first = StoreTest.class.getResourceAsStream("/db/migration/V1__store.sql")) {
            Sql.execute(folder, new String(Objects.requireNonNull(first).readAllBytes(), UTF_8));
        }
        Sql.execute(folder, "PRAGMA application_id = " + 0x424b534c);
        Sql.execute(folder, "PRAGMA user_version = 1");
        Sql.execute(
                folder,
                "INSERT INTO alerts VALUES ('a', 1, 'f', 'OPEN', 'WARNING', 1, 'm:n', 'm', 'n', 'ms', 'time',"
                        + " 'LOWER_IS_BETTER', 'previous', 1, 2, 100, 5, NULL, NULL, 1, 1, 'e', NULL, NULL, 'message', 'reason')");

        try (Store store = Store.open(folder)) {
            RegressionAlert alert = new StoreReader(store.connections())
                    .read(snapshot -> snapshot.alert("a").orElseThrow());
            assertThat(alert.floor()).isZero();
            assertThat(alert.actor()).isNull();
            assertThat(alert.snoozedUntil()).isNull();
            assertThat(alert.reasonCode()).isEqualTo(AlertReason.UNKNOWN);
            assertThat(alert.message()).isEqualTo("message");
        }
    }

    /** The first revision of the detector's confirmation goes on from the last one of what it had withdrawn. */
    @Test
    void alert_openedAgainAfterItsEnd_standsAndIsToldAgain() throws Exception {
        NotificationSettings told = NotificationSettings.NONE.withReceivers(URI.create("http://127.0.0.1:1/"), null);
        Clock clock = Clock.fixed(Publisher.START.plusSeconds(60), ZoneOffset.UTC);
        try (Store store = Store.open(folder, told, RetentionSettings.EVERYTHING, clock)) {
            store.writer()
                    .write(new StoreBatch(
                            List.of(),
                            List.of(
                                    Publisher.alert("a", 1, AlertState.OPEN, Severity.CRITICAL, "n"),
                                    Publisher.alert("a", 2, AlertState.WITHDRAWN, Severity.CRITICAL, "n"),
                                    Publisher.alert("a", 3, AlertState.OPEN, Severity.WARNING, "n")),
                            List.of(),
                            List.of()));
            List<RegressionAlert> shown = new StoreReader(store.connections())
                    .read(snapshot -> snapshot.shownAlerts("my_model:n", 10).list());
            assertThat(shown).extracting(RegressionAlert::revision).containsExactly(3);
            assertThat(shown).extracting(RegressionAlert::severity).containsExactly(Severity.WARNING);
        }
        assertThat(Sql.text(
                        folder,
                        "SELECT group_concat(state, ' ') FROM (SELECT state FROM alert_transitions"
                                + " WHERE alert_id = 'a' ORDER BY revision)"))
                .isEqualTo("OPEN WITHDRAWN OPEN");
        assertThat(Sql.text(
                        folder,
                        "SELECT group_concat(transition, ' ') FROM (SELECT transition FROM notifications"
                                + " ORDER BY notification_id)"))
                .isEqualTo("OPENED WITHDRAWN REOPENED");
    }

    @Test
    void open_twiceAfterEachOther_keepsVersion() throws SQLException {
        Store.open(folder).close();
        Store.open(folder).close();

        assertThat(Sql.number(folder, "PRAGMA user_version")).isEqualTo(3);
    }

    @Test
    void open_whileAnotherHasIt_isRefused() {
        try (Store first = Store.open(folder)) {
            assertThat(first.database()).exists();
            assertThatThrownBy(() -> Store.open(folder))
                    .isInstanceOf(StoreException.class)
                    .hasMessageContaining("in use by another sink");
        }
    }

    @Test
    void open_fileInPlaceOfFolder_isRefused() throws IOException {
        Path file = Files.createFile(folder.resolve("file"));

        assertThatThrownBy(() -> Store.open(file))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("cannot be written")
                .hasMessageContaining("choose another folder");
    }

    @Test
    void open_folderOfTheSystem_isRefused() {
        Path system = Path.of("/proc/self");
        assumeTrue(Files.isDirectory(system));

        assertThatThrownBy(() -> Store.open(system))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("/proc/self");
    }

    @Test
    void open_damagedDatabase_isRefused() throws IOException {
        Files.writeString(folder.resolve("backslide.db"), "this is no database, it is a sentence. ".repeat(100));

        assertThatThrownBy(() -> Store.open(folder))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("damaged or not an SQLite database")
                .hasMessageContaining("move it away");
    }

    @Test
    void open_newerVersion_isRefused() throws SQLException {
        Store.open(folder).close();
        Sql.execute(folder, "PRAGMA user_version = 99");

        assertThatThrownBy(() -> Store.open(folder))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("has version 99 but this program knows versions up to 3; update Backslide");
    }

    @Test
    void open_databaseOfAnotherProgram_isRefusedAndUntouched() throws SQLException {
        Sql.execute(folder, "CREATE TABLE customers (name TEXT)");

        assertThatThrownBy(() -> Store.open(folder))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("of another program");
        assertThat(Sql.number(folder, "SELECT count(*) FROM sqlite_schema")).isEqualTo(1);
    }
}
