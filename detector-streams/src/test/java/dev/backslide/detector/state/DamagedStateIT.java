package dev.backslide.detector.state;

import dev.backslide.core.MetricVerdict;
import dev.backslide.core.Verdict;
import dev.backslide.detector.Detector;
import dev.backslide.detector.DetectorFixture;
import dev.backslide.testkit.BrokerExtension;
import dev.backslide.testkit.TestBroker;
import dev.backslide.testkit.TopicReader;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

/** Local state that a disk has damaged: it is set aside and comes back from the changelog, and the answers are as without. */
@ExtendWith(BrokerExtension.class)
class DamagedStateIT {

    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final int BEFORE = 30;
    private static final int AFTER = 12;

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({
        // file, bytes damaged from its beginning, whether Kafka Streams does not see to it by itself
        ".*\\.sst, 1000000, true",
        ".*\\.sst, 100, true",
        "MANIFEST-.*, 1000000, true",
        "CURRENT, 1000000, true",
        "\\.checkpoint|.*\\.log, 1000000, false"
    })
    void damagedFile_isSetAsideAndRestoredWithTheSameAnswers(String file, int bytes, boolean aside, TestBroker broker)
            throws Exception {
        List<MetricVerdict> expected = verdicts(broker, folder.resolve("healthy"), state -> {});
        Path state = folder.resolve("state");
        assertThat(verdicts(broker, state, whole -> damage(whole, file, bytes))).isEqualTo(expected);
        assertThat(expected).extracting(MetricVerdict::verdict).contains(Verdict.REGRESSION);
        if (aside) {
            assertThat(files(state.resolve("damaged"), file)).isNotEmpty();
        }
    }

    private interface Damage {
        void to(Path state) throws IOException;
    }

    /** What a detector answers to a history that is cut in two by a restart. */
    private static List<MetricVerdict> verdicts(TestBroker broker, Path state, Damage damage) throws Exception {
        DetectorFixture fixture = new DetectorFixture(broker, state);
        try (Detector detector = fixture.start(Map.of());
                TopicReader<String, MetricVerdict> verdicts = fixture.reader(fixture.topics.verdicts())) {
            for (int number = 0; number < BEFORE; number++) {
                fixture.send(fixture.serialized(number, 100 + number % 3));
            }
            verdicts.awaitValues(BEFORE, PATIENCE);
        }
        damage.to(state);
        try (Detector detector = fixture.start(Map.of());
                TopicReader<String, MetricVerdict> verdicts = fixture.reader(fixture.topics.verdicts())) {
            for (int number = BEFORE; number < BEFORE + AFTER; number++) {
                fixture.send(fixture.serialized(number, 200 + number % 3));
            }
            List<MetricVerdict> answered = verdicts.awaitValues(BEFORE + AFTER, PATIENCE);
            assertThat(detector.awaitRunning(PATIENCE)).isTrue();
            return answered;
        }
    }

    private static void damage(Path state, String file, int bytes) throws IOException {
        List<Path> files = files(state, file);
        assertThat(files).isNotEmpty();
        for (Path one : files) {
            byte[] content = Files.readAllBytes(one);
            for (int at = 0; at < Math.min(bytes, content.length); at++) {
                content[at] ^= 0x5a;
            }
            Files.write(one, content);
        }
    }

    private static List<Path> files(Path folder, String name) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile)
                    .filter(path -> path.getFileName().toString().matches(name))
                    .toList();
        }
    }
}
