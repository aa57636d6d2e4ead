package dev.backslide.sink;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;

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

        assertThat(Sql.number(deep, "PRAGMA user_version")).isEqualTo(2);
    }

    @Test
    void open_twiceAfterEachOther_keepsVersion() throws SQLException {
        Store.open(folder).close();
        Store.open(folder).close();

        assertThat(Sql.number(folder, "PRAGMA user_version")).isEqualTo(2);
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
                .hasMessageContaining("damaged or no SQLite database")
                .hasMessageContaining("move it away");
    }

    @Test
    void open_newerVersion_isRefused() throws SQLException {
        Store.open(folder).close();
        Sql.execute(folder, "PRAGMA user_version = 99");

        assertThatThrownBy(() -> Store.open(folder))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("has version 99 but this program knows versions up to 2; update Backslide");
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
