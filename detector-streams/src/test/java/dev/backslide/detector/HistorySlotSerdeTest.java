package dev.backslide.detector;

import dev.backslide.core.detection.HistoryPoint;
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
        List<HistoryPoint> slot =
                List.of(new HistoryPoint(-5, 7, 1.5, -9, "c\u00e9"), new HistoryPoint(-5, 8, -1e300, 3, null));

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
    void slot_ofANewerFormat_isRefused() {
        assertThatThrownBy(() -> serde.deserializer().deserialize(TOPIC, new byte[] {9}))
                .isInstanceOf(SerializationException.class)
                .hasMessageContaining("history of format 9 but this version reads 2");
    }
}
