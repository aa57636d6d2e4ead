package dev.backslide.detector.state;

import dev.backslide.core.detection.monitor.EndedAlert;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * The alerts of a series that are over, in bytes: their number, and for each its id, last revision, flags (1: a person closed it, 2: it is
 * known when it ended), and when it opened and ended in microseconds. Earlier versions did not write when it ended. Stateless.
 */
final class EndedAlertsCodec {

    private static final int ALERT = 4 * Long.BYTES + Integer.BYTES + Byte.BYTES;

    private static final int CLOSED_BY_PERSON = 1;
    private static final int END_KNOWN = 2;

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
                    .put((byte) (END_KNOWN | (alert.closedByPerson() ? CLOSED_BY_PERSON : 0)))
                    .putLong(ChronoUnit.MICROS.between(Instant.EPOCH, alert.openedAt()))
                    .putLong(ChronoUnit.MICROS.between(Instant.EPOCH, alert.closedAt()));
        }
    }

    /** None where a state from before they were kept ends. */
    static List<EndedAlert> read(ByteBuffer data) {
        int count = data.hasRemaining() ? data.get() : 0;
        List<EndedAlert> ended = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            String id = new UUID(data.getLong(), data.getLong()).toString();
            int revision = data.getInt();
            int flags = data.get();
            Instant openedAt = instant(data);
            Instant closedAt = (flags & END_KNOWN) == 0 ? openedAt : instant(data);
            ended.add(new EndedAlert(id, revision, (flags & CLOSED_BY_PERSON) != 0, openedAt, closedAt));
        }
        return ended;
    }

    private static Instant instant(ByteBuffer data) {
        return Instant.EPOCH.plus(data.getLong(), ChronoUnit.MICROS);
    }
}
