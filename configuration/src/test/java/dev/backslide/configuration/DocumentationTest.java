package dev.backslide.configuration;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import static org.assertj.core.api.Assertions.assertThat;

class DocumentationTest {

    @Test
    void page_ofTheConfiguration_listsEverySettingAsItIs() throws IOException {
        String page = Files.readString(Path.of("../docs/configuration.md"));

        assertThat(Setting.ALL)
                .allSatisfy(setting -> assertThat(page)
                        .contains("| `%s` | %s | `%s` | `%s` | %s |"
                                .formatted(
                                        setting.id(),
                                        setting.defaultText().isEmpty() ? "" : "`" + setting.defaultText() + "`",
                                        setting.variable(),
                                        setting.property(),
                                        setting.doc())));
    }
}
