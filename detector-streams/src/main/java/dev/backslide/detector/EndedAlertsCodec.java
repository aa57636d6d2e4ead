package dev.backslide.detector;

import dev.backslide.core.detection.EndedAlert;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * The alerts of a series that are over, in bytes: their number, and for each its id, last revision, 1 where a person closed it, and when
 * it opened in microseconds. Stateless.
 */
final class EndedAlertsCodec {

    private static final int ALERT = 3 * Long.BYTES + Integer.BYTES + Byte.BYTES;

    private EndedAlertsCodec() {}

    static int length(List<EndedAlert> ended) {
        return Byte.BYTES + ended.size() * ALERT;
    }

    static void write(List<EndedAlert> ended, ByteBuffer data) {
        data.put((byte) ended.size());
        for (EndedAlert alert : ended) {
            UUID id = UUID.fromString(alert.alertId());
            data.putLong(id.getMostSignificantBits())
                    .putLong(id.getLeastSignificantBits())
                    .putInt(alert.revision())
                    .put((byte) (alert.closedByPerson() ? 1 : 0))
                    .putLong(ChronoUnit.MICROS.between(Instant.EPOCH, alert.openedAt()));
        }
    }

    /** None where a state from before they were kept ends. */
    static List<EndedAlert> read(ByteBuffer data) {
        int count = data.hasRemaining() ? data.get() : 0;
        List<EndedAlert> ended = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            ended.add(new EndedAlert(
                    new UUID(data.getLong(), data.getLong()).toString(),
                    data.getInt(),
                    data.get() == 1,
                    Instant.EPOCH.plus(data.getLong(), ChronoUnit.MICROS)));
        }
        return ended;
    }
}
