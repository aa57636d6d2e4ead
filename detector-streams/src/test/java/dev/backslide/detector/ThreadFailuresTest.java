package dev.backslide.detector;

import dev.backslide.schemas.SchemaRegistryUnavailableException;
import dev.backslide.schemas.TopicCatalogue;
import dev.backslide.schemas.TopicSettings;
import org.apache.kafka.streams.errors.MissingSourceTopicException;
import org.apache.kafka.streams.errors.ProcessorStateException;
import org.apache.kafka.streams.errors.StreamsException;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.junit.jupiter.api.Test;
import org.rocksdb.RocksDBException;

import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

class ThreadFailuresTest {

    private final AtomicInteger repaired = new AtomicInteger();
    private final FaultTracker faults = new FaultTracker();
    private final ThreadFailures failures = new ThreadFailures(
            Clock.fixed(DetectorDriver.NOW, ZoneOffset.UTC),
            List.of("a.metrics", "a.commands"),
            faults,
            damage -> repaired.incrementAndGet());

    @Test
    void tenthFailureInTenMinutes_stopsTheDetector() {
        StreamsException failure = new StreamsException("x", new IllegalStateException("disk"));
        IntStream.range(0, 9)
                .forEach(i ->
                        assertThat(failures.handle(failure)).isEqualTo(StreamThreadExceptionResponse.REPLACE_THREAD));
        assertThat(failures.handle(failure)).isEqualTo(StreamThreadExceptionResponse.SHUTDOWN_CLIENT);
        assertThat(faults.last()).hasValue("java.lang.IllegalStateException: disk");
    }

    @Test
    void damagedState_isHandedToTheRepairAndNoOtherTroubleWithTheDisk() {
        assertThat(failures.handle(store("Corruption: block checksum mismatch")))
                .isEqualTo(StreamThreadExceptionResponse.SHUTDOWN_CLIENT);
        assertThat(repaired).hasValue(1);
        assertThat(failures.handle(store("While appending to file: /x/1.sst: No space left on device")))
                .isEqualTo(StreamThreadExceptionResponse.REPLACE_THREAD);
        assertThat(repaired).hasValue(1);
        assertThat(faults.last().orElseThrow()).startsWith("the disk is full (");
    }

    @Test
    void deletedInput_isNamedWithTheNextStep() {
        failures.handle(new MissingSourceTopicException("One or more source topics were missing during rebalance"));
        assertThat(faults.last())
                .hasValue("topic a.metrics or a.commands was deleted; start the detector again, which creates it");
    }

    private static StreamsException store(String message) {
        return new StreamsException(new ProcessorStateException("x", new RocksDBException(message)));
    }

    @Test
    void registry_thatIsAway_neverStopsTheDetector() {
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
