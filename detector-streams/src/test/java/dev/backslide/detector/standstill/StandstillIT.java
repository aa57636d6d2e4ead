package dev.backslide.detector.standstill;

import dev.backslide.core.MetricVerdict;
import dev.backslide.detector.Detector;
import dev.backslide.detector.DetectorFixture;
import dev.backslide.detector.DetectorHealth;
import dev.backslide.testkit.BrokerExtension;
import dev.backslide.testkit.TestBroker;
import dev.backslide.testkit.TopicReader;
import org.apache.avro.generic.GenericData;
import org.apache.avro.message.BinaryMessageDecoder;
import org.apache.kafka.common.serialization.Deserializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** A detector that stands still: it has stopped where there is something to do, and is well where there is not. */
@ExtendWith(BrokerExtension.class)
class StandstillIT {

    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final Duration STANDSTILL = Duration.ofSeconds(4);

    @TempDir
    Path stateDir;

    @Test
    void detector_thatGetsNoFurther_hasStopped(TestBroker broker) throws InterruptedException {
        DetectorFixture fixture = new DetectorFixture(broker, stateDir);
        Map<String, String> stuck = new HashMap<>(DetectorFixture.SHORT_SESSION);
        stuck.put("value.deserializer", Waits.class.getName());
        try (Detector detector = fixture.start(stuck, STANDSTILL)) {
            assertThat(detector.awaitRunning(PATIENCE)).isTrue();
            fixture.send(fixture.serialized("a"));
            DetectorHealth health = await().atMost(PATIENCE).until(detector::health, DetectorHealth::stopped);
            assertThat(health.ok()).isFalse();
            assertThat(health.cause()).contains("nothing has moved").contains("1 records wait to be judged");
            Waits.OVER.countDown();
            await().atMost(PATIENCE).until(() -> detector.health().ok());
        }
    }

    @Test
    void detector_withNothingToDo_isWell(TestBroker broker) {
        DetectorFixture fixture = new DetectorFixture(broker, stateDir);
        try (Detector detector = fixture.start(Map.of(), STANDSTILL);
                TopicReader<String, MetricVerdict> verdicts = fixture.reader(fixture.topics.verdicts())) {
            fixture.send(fixture.serialized("a"));
            verdicts.awaitValues(1, PATIENCE);
            await().atMost(PATIENCE).until(() -> detector.health().ok());
            await().during(STANDSTILL.multipliedBy(3))
                    .atMost(PATIENCE)
                    .until(() -> !detector.health().stopped());
        }
    }

    /** Does not return until it may. */
    public static final class Waits implements Deserializer<Object> {

        static final CountDownLatch OVER = new CountDownLatch(1);

        @Override
        public Object deserialize(String topic, byte[] data) {
            try {
                OVER.await();
                return new BinaryMessageDecoder<>(
                                GenericData.get(), dev.backslide.schemas.avro.MetricEvent.getClassSchema())
                        .decode(data);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }
    }
}
