package dev.backslide.detector.state;

import dev.backslide.core.detection.history.HistoryPoint;
import dev.backslide.core.detection.history.RunSpread;
import org.apache.kafka.common.errors.SerializationException;
import org.junit.jupiter.api.Test;

import java.nio.ByteBuffer;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class HistorySlotSerdeTest {

    private static final String TOPIC = "changelog";

    private final HistorySlotSerde serde = new HistorySlotSerde();

    @Test
    void slot_isTheSameAfterwards() {
        List<HistoryPoint> slot = List.of(
                new HistoryPoint(-5, 7, 1.5, -9, "c\u00e9"),
                new HistoryPoint(-5, 8, -1e300, 3, null, new RunSpread(5, 0.25, -2e300, 1)),
                new HistoryPoint(-5, 9, 3, 4, "d", new RunSpread(0, 7.2, 3, 3)));

        byte[] data = serde.serializer().serialize(TOPIC, slot);
        assertThat(serde.deserializer().deserialize(TOPIC, data)).isEqualTo(slot);
    }

    @Test
    void slot_ofTheFirstFormat_wasTakenAtItsOrderTime() {
        byte[] data = ByteBuffer.allocate(27)
                .put((byte) 1)
                .putLong(5)
                .putDouble(1.5)
                .putLong(9)
                .putShort((short) -1)
                .array();

        assertThat(serde.deserializer().deserialize(TOPIC, data)).containsExactly(new HistoryPoint(5, 5, 1.5, 9, null));
    }

    @Test
    void slot_ofTheSecondFormat_knowsNothingOfSamples() {
        byte[] data = ByteBuffer.allocate(1 + 2 * 34 + 1)
                .put((byte) 2)
                .putLong(5)
                .putLong(6)
                .putDouble(1.5)
                .putLong(9)
                .putShort((short) -1)
                .putLong(5)
                .putLong(7)
                .putDouble(2.5)
                .putLong(10)
                .putShort((short) 1)
                .put((byte) 'c')
                .array();

        assertThat(serde.deserializer().deserialize(TOPIC, data))
                .containsExactly(new HistoryPoint(5, 6, 1.5, 9, null), new HistoryPoint(5, 7, 2.5, 10, "c"));
    }

    @Test
    void slot_ofANewerFormat_isRefused() {
        assertThatThrownBy(() -> serde.deserializer().deserialize(TOPIC, new byte[] {9}))
                .isInstanceOf(SerializationException.class)
                .hasMessageContaining("history of format 9 but this version reads 3");
    }
}
