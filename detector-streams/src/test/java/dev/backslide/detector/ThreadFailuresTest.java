package dev.backslide.detector;

import dev.backslide.schemas.SchemaRegistryUnavailableException;
import dev.backslide.schemas.TopicCatalogue;
import dev.backslide.schemas.TopicSettings;
import org.apache.kafka.streams.errors.StreamsException;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.junit.jupiter.api.Test;

import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.stream.IntStream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

class ThreadFailuresTest {

    private final Faults faults = new Faults();
    private final ThreadFailures failures = new ThreadFailures(Clock.fixed(DetectorDriver.NOW, ZoneOffset.UTC), faults);

    @Test
    void tenth_failure_in_ten_minutes_stops_the_detector() {
        StreamsException failure = new StreamsException("x", new IllegalStateException("disk"));
        IntStream.range(0, 9)
                .forEach(i ->
                        assertThat(failures.handle(failure)).isEqualTo(StreamThreadExceptionResponse.REPLACE_THREAD));
        assertThat(failures.handle(failure)).isEqualTo(StreamThreadExceptionResponse.SHUTDOWN_CLIENT);
        assertThat(faults.last()).hasValue("java.lang.IllegalStateException: disk");
    }

    @Test
    void registry_that_is_away_never_stops_the_detector() {
        TopicCatalogue topics =
                TopicCatalogue.of(TopicSettings.DEFAULT, Map.of("schema.registry.url", "http://127.0.0.1:1"));
        SchemaRegistryUnavailableException away = catchThrowableOfType(
                SchemaRegistryUnavailableException.class,
                () -> topics.commands().valueSerde().deserializer().deserialize("t", new byte[] {0, 0, 0, 0, 1}));
        IntStream.range(0, 30)
                .forEach(i -> assertThat(failures.handle(new StreamsException("x", away)))
                        .isEqualTo(StreamThreadExceptionResponse.REPLACE_THREAD));
    }
}
