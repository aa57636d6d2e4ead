package dev.backslide.sink.settings;

import dev.backslide.schemas.TopicSettings;
import org.junit.jupiter.api.Test;

import java.nio.file.Path;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class SinkSettingsTest {

    private static final SinkSettings SETTINGS =
            SinkSettings.of("localhost:9092", TopicSettings.DEFAULT, Path.of("store"));

    @Test
    void of_defaults_listenOnLoopback() {
        assertThat(SETTINGS.httpHost()).isEqualTo("127.0.0.1");
        assertThat(SETTINGS.httpPort()).isZero();
    }

    @Test
    void withHttp_portOutOfRange_isRefused() {
        assertThatThrownBy(() -> SETTINGS.withHttp("127.0.0.1", 65_536))
                .hasMessage("HTTP port was '65536' but it must be 0 to 65535");
    }
}
