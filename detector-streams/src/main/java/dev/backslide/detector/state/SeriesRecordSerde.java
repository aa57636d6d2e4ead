package dev.backslide.detector.state;

import dev.backslide.core.MetricStats;
import dev.backslide.core.RegressionAlert;
import dev.backslide.core.detection.monitor.EndedAlert;
import dev.backslide.core.detection.monitor.SeriesMemory;
import dev.backslide.core.detection.monitor.UnitMemory;
import dev.backslide.schemas.TopicCatalogue;
import dev.backslide.schemas.TopicSettings;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;

/**
 * Format 2 of a {@link SeriesRecord}: a version byte, a flag byte, the memory's numbers as {@link SeriesMemoryCodec} writes
 * them, then length-prefixed statistics and alert in Avro single-object encoding (length 0: absent), so that they evolve as
 * their contracts do, the ended alerts as {@link EndedAlertsCodec} writes them (nothing: none), and the unit as {@link UnitMemoryCodec}
 * does (nothing: that of the statistics). Thread-safe.
 */
public final class SeriesRecordSerde implements Serde<SeriesRecord> {

    private static final byte VERSION = 2;
    private static final int HEADER = 2;

    private final Serde<MetricStats> stats;
    private final Serde<RegressionAlert> alerts;

    public SeriesRecordSerde() {
        TopicCatalogue internal = TopicCatalogue.of(TopicSettings.DEFAULT, Map.of());
        stats = internal.stats().valueSerde();
        alerts = internal.alerts().valueSerde();
    }

    @Override
    public Serializer<SeriesRecord> serializer() {
        return (topic, series) -> series == null ? null : write(topic, series);
    }

    @Override
    public Deserializer<SeriesRecord> deserializer() {
        return (topic, data) -> data == null ? null : read(topic, ByteBuffer.wrap(data));
    }

    private byte[] write(String topic, SeriesRecord series) {
        byte[] statsBytes = orEmpty(stats.serializer().serialize(topic, series.stats()));
        byte[] alertBytes =
                orEmpty(alerts.serializer().serialize(topic, series.memory().openAlert()));
        List<EndedAlert> ended = series.memory().endedAlerts();
        ByteBuffer data = ByteBuffer.allocate(HEADER
                        + SeriesMemoryCodec.length(series.memory())
                        + 2 * Integer.BYTES
                        + statsBytes.length
                        + alertBytes.length
                        + EndedAlertsCodec.length(ended)
                        + UnitMemoryCodec.length(series.memory().unit()))
                .put(VERSION)
                .put((byte) (series.statsPending() ? 1 : 0));
        SeriesMemoryCodec.write(series.memory(), data);
        data.putInt(statsBytes.length).put(statsBytes).putInt(alertBytes.length).put(alertBytes);
        EndedAlertsCodec.write(ended, data);
        UnitMemoryCodec.write(series.memory().unit(), data);
        return data.array();
    }

    private SeriesRecord read(String topic, ByteBuffer data) {
        byte version = data.get();
        if (version != VERSION) {
            throw new SerializationException("state of format " + version + " but this version reads " + VERSION
                    + "; run the version that wrote it, or reset the detector with kafka-streams-application-reset and an"
                    + " empty state folder, as docs/architecture.md says");
        }
        boolean pending = data.get() == 1;
        SeriesMemory memory = SeriesMemoryCodec.read(data);
        byte[] statsBytes = part(data);
        byte[] alertBytes = part(data);
        MetricStats published = statsBytes == null ? null : stats.deserializer().deserialize(topic, statsBytes);
        SeriesMemory withAlerts = memory.withAlerts(
                alertBytes == null ? null : alerts.deserializer().deserialize(topic, alertBytes),
                EndedAlertsCodec.read(data));
        UnitMemory unit = UnitMemoryCodec.read(data);
        return new SeriesRecord(
                pending,
                published,
                withAlerts.withUnit(unit == null && published != null ? UnitMemory.of(published.unit()) : unit));
    }

    private static byte @Nullable [] part(ByteBuffer data) {
        int length = data.getInt();
        if (length == 0) {
            return null;
        }
        byte[] bytes = new byte[length];
        data.get(bytes);
        return bytes;
    }

    private static byte[] orEmpty(byte @Nullable [] bytes) {
        return bytes == null ? new byte[0] : bytes;
    }
}
