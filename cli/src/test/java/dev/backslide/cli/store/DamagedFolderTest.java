package dev.backslide.cli.store;

import dev.backslide.cli.ChildJvm;
import dev.backslide.cli.Run;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

/** What a person is told of a folder some of whose files are damaged. */
class DamagedFolderTest {

    @TempDir
    Path folder;

    @Test
    void damage_isNamedByFileAndLine_andTheRestIsAnswered() throws IOException, InterruptedException {
        for (String value : List.of("100", "101", "102")) {
            Run.in(folder, "record", "--local", "--model", "shop", "--name", "checkout", "--value", value);
        }
        Path storage = folder.resolve("performance_history");
        Path newest = storage.resolve("journal.jsonl");
        List<String> lines = Files.readAllLines(newest);
        lines.set(2, lines.get(2).replace("\"series_key\":\"shop:checkout\"", "\"series_key\":\"checkout\""));
        Files.write(newest, lines);
        Files.writeString(storage.resolve("journal-000001.jsonl.gz"), "cut off");

        Process history = new ProcessBuilder(
                        ChildJvm.backslide("history", "shop:checkout", "--local", storage.toString()))
                .directory(folder.toFile())
                .redirectError(folder.resolve("err").toFile())
                .start();
        String out = new String(history.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(history.waitFor()).isZero();
        assertThat(out.lines().filter(line -> line.contains("main") || line.contains("2026")))
                .hasSize(2);
        assertThat(Files.readAllLines(folder.resolve("err")))
                .hasSize(2)
                .allSatisfy(line -> assertThat(line).startsWith("backslide: "))
                .anySatisfy(line -> assertThat(line)
                        .contains("A file of the journal is damaged", "journal-000001.jsonl.gz", "line=0"))
                .anySatisfy(line -> assertThat(line)
                        .contains("A line of the journal cannot be read", "journal.jsonl", "line=3", "'checkout'"));
    }
}
