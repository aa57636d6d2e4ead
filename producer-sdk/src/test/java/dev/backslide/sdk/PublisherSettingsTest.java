package dev.backslide.sdk;

import dev.backslide.sdk.internal.publish.ClientConfig;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class PublisherSettingsTest {

    @Test
    void defaults_areValid() {
        PublisherSettings settings = PublisherSettings.builder("localhost:9092").build();
        assertThat(settings.queueCapacity()).isEqualTo(10_000);
        assertThat(settings.closeOnExit()).isTrue();
    }

    @Test
    void everyProblem_isNamedAtOnce() {
        PublisherSettingsBuilder builder = PublisherSettings.builder(" ")
                .dimensions(List.of("host", ""))
                .queueCapacity(0)
                .deliveryTimeout(Duration.ofMillis(3))
                .closeTimeout(Duration.ofSeconds(-1))
                .clientOverrides(Map.of("acks", "1"));
        assertThatThrownBy(builder::build)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("bootstrap servers was ''")
                .hasMessageContaining("dimensions was [host, ]")
                .hasMessageContaining("queue capacity was '0'")
                .hasMessageContaining("delivery timeout was 'PT0.003S'")
                .hasMessageContaining("close timeout was 'PT-1S'")
                .hasMessageContaining("acks was '1' but the publisher sets it itself");
    }

    @Test
    @SuppressWarnings("NullAway") // what a caller without null checks may do
    void null_isNamedBeforeAnythingIsRecorded() {
        PublisherSettingsBuilder builder = PublisherSettings.builder("localhost:9092")
                .runContext(null)
                .clock(null)
                .listener(null);
        assertThatThrownBy(builder::build)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("run context was null")
                .hasMessageContaining("clock was null")
                .hasMessageContaining("listener was null");
    }

    @Test
    void override_reachesOnlyTheClientThatKnowsIt() {
        PublisherSettings settings = PublisherSettings.builder("localhost:9092")
                .clientOverrides(
                        Map.of("linger.ms", "50", "fetch.min.bytes", "7", "security.protocol", "SSL", "own", "x"))
                .build();
        assertThat(ClientConfig.producer(settings))
                .containsEntry("linger.ms", "50")
                .containsEntry("security.protocol", "SSL")
                .containsEntry("own", "x")
                .doesNotContainKey("fetch.min.bytes");
        assertThat(ClientConfig.consumer(settings))
                .containsEntry("fetch.min.bytes", "7")
                .containsEntry("security.protocol", "SSL")
                .containsEntry("own", "x")
                .doesNotContainKey("linger.ms");
    }
}
