package dev.backslide.cli.pipeline;

import dev.backslide.cli.context.CommandFailure;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class DataFolderTest {

    @TempDir
    private Path temp = Path.of("");

    @Test
    void folder_takenTwice_isRefusedInOneSentence() {
        try (DataFolder first = DataFolder.take(temp)) {
            assertThatThrownBy(() -> DataFolder.take(first.path()))
                    .isInstanceOf(CommandFailure.class)
                    .hasMessageContaining("in use by another 'backslide up'")
                    .hasMessageContaining("--data-dir");
        }
    }

    @Test
    void folder_released_canBeTakenAgain() {
        DataFolder.take(temp).close();

        try (DataFolder again = DataFolder.take(temp)) {
            assertThat(again.path()).isEqualTo(temp);
        }
    }

    @Test
    void folder_belowAFile_isRefusedInOneSentence() throws IOException {
        Path file = Files.writeString(temp.resolve("file"), "x");

        assertThatThrownBy(() -> DataFolder.take(file.resolve("data")))
                .isInstanceOf(CommandFailure.class)
                .hasMessageContaining("cannot be written")
                .hasMessageContaining("--data-dir");
    }

    @Test
    void kept_isKnownTheNextTime() {
        assertThat(DataFolder.isKept(temp)).isFalse();

        try (DataFolder folder = DataFolder.take(temp)) {
            folder.keep();
        }

        assertThat(DataFolder.isKept(temp)).isTrue();
    }

    @Test
    void emptied_keepsWhatIsNotItsOwn() throws IOException {
        try (DataFolder folder = DataFolder.take(temp)) {
            Files.createDirectories(folder.broker().resolve("topic-0"));
            Path other = Files.writeString(temp.resolve("notes.txt"), "mine");

            folder.empty();

            assertThat(folder.broker()).doesNotExist();
            assertThat(other).exists();
        }
    }
}
