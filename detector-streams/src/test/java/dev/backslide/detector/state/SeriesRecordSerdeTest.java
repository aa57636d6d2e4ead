package dev.backslide.detector.state;

import dev.backslide.core.Direction;
import dev.backslide.core.MetricStats;
import dev.backslide.core.detection.changepoint.DetectorMemory;
import dev.backslide.core.detection.changepoint.PastRegime;
import dev.backslide.core.detection.monitor.EndedAlert;
import dev.backslide.core.detection.monitor.SeriesMemory;
import dev.backslide.core.detection.monitor.UnitMemory;
import dev.backslide.core.statistics.Summary;
import org.apache.kafka.common.errors.SerializationException;
import org.junit.jupiter.api.Test;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class SeriesRecordSerdeTest {

    private static final String TOPIC = "changelog";

    private static final List<EndedAlert> ENDED = List.of(
            new EndedAlert(
                    "69ce56b6-0294-34de-8136-3ae2f337762b",
                    2,
                    false,
                    Instant.parse("1969-12-31T23:59:59.000001Z"),
                    Instant.parse("1970-01-02T00:00:00Z")),
            new EndedAlert(
                    "10000000-0000-3000-8000-000000000000",
                    7,
                    true,
                    Instant.parse("2026-01-01T00:00:00Z"),
                    Instant.parse("2026-01-03T00:00:00.000007Z")));

    private final SeriesRecordSerde serde = new SeriesRecordSerde();

    @Test
    void record_withDetectorAndPinnedBaseline_isTheSameAfterwards() {
        DetectorMemory detector = new DetectorMemory(321, 42, List.of(new PastRegime(0, 1.5), new PastRegime(20, -3)));
        SeriesRecord record =
                new SeriesRecord(true, null, new SeriesMemory(null, List.of(), detector, 7.25, null, 1_234_567L, -9L));

        assertThat(roundTrip(record)).isEqualTo(record);
    }

    @Test
    void record_thatKnowsNothing_isTheSameAfterwards() {
        SeriesRecord record = new SeriesRecord(false, null, SeriesMemory.EMPTY);

        assertThat(roundTrip(record)).isEqualTo(record);
    }

    @Test
    void record_withEndedAlerts_isTheSameAfterwards() {
        SeriesRecord record = new SeriesRecord(false, null, SeriesMemory.EMPTY.withAlerts(null, ENDED));

        assertThat(roundTrip(record)).isEqualTo(record);
    }

    @Test
    void record_withUnits_isTheSameAfterwards() {
        SeriesMemory memory = SeriesMemory.EMPTY.withAlerts(null, ENDED);
        for (UnitMemory unit : List.of(
                UnitMemory.of("µs"),
                UnitMemory.of(""),
                new UnitMemory("ms", "ops/s", 2, -5L),
                new UnitMemory("", "", 1, 0))) {
            SeriesRecord record = new SeriesRecord(false, null, memory.withUnit(unit));

            assertThat(roundTrip(record)).isEqualTo(record);
        }
    }

    @Test
    void record_fromBeforeUnitsWereKept_hasThatOfItsStatistics() {
        MetricStats stats = new MetricStats(
                "api:decode",
                "decode",
                "api",
                "us",
                "time",
                Direction.LOWER_IS_BETTER,
                10,
                Summary.of(new double[] {950}),
                Instant.parse("2026-01-01T00:00:00Z"),
                null);

        assertThat(roundTrip(new SeriesRecord(false, stats, SeriesMemory.EMPTY))
                        .memory()
                        .unit())
                .isEqualTo(UnitMemory.of("us"));
    }

    @Test
    void record_fromBeforeEndedAlertsWereKept_hasNone() {
        byte[] data = serde.serializer().serialize(TOPIC, new SeriesRecord(false, null, SeriesMemory.EMPTY));
        byte[] before = Arrays.copyOf(data, data.length - 1);

        assertThat(serde.deserializer().deserialize(TOPIC, before).memory()).isEqualTo(SeriesMemory.EMPTY);
    }

    @Test
    void endedAlerts_fromBeforeTheirEndWasKept_endedWhereTheyOpened() {
        Instant opened = Instant.parse("2026-01-01T00:00:00Z");
        ByteBuffer before = ByteBuffer.allocate(1 + 29)
                .put((byte) 1)
                .putLong(1)
                .putLong(2)
                .putInt(7)
                .put((byte) 1)
                .putLong(opened.getEpochSecond() * 1_000_000)
                .flip();

        assertThat(EndedAlertsCodec.read(before))
                .containsExactly(new EndedAlert(new UUID(1, 2).toString(), 7, true, opened, opened));
    }

    @Test
    void format_ofAnotherVersion_isRefusedWithTheNextStep() {
        byte[] data = serde.serializer().serialize(TOPIC, new SeriesRecord(false, null, SeriesMemory.EMPTY));
        data[0] = 1;

        assertThatThrownBy(() -> serde.deserializer().deserialize(TOPIC, data))
                .isInstanceOf(SerializationException.class)
                .hasMessageContaining("state of format 1 but this version reads 2")
                .hasMessageContaining("kafka-streams-application-reset");
    }

    private SeriesRecord roundTrip(SeriesRecord record) {
        return serde.deserializer().deserialize(TOPIC, serde.serializer().serialize(TOPIC, record));
    }
}
