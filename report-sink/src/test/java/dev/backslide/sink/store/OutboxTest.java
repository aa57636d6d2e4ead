package dev.backslide.sink.store;

import dev.backslide.core.AlertState;
import dev.backslide.core.Severity;
import dev.backslide.sink.Publisher;
import dev.backslide.sink.Sql;
import dev.backslide.sink.settings.NotificationSettings;
import dev.backslide.sink.settings.RetentionSettings;
import dev.backslide.sink.store.row.StoreBatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.net.URI;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

class OutboxTest {

    private static final int MAX_PENDING = 3;
    private static final Clock CLOCK = Clock.fixed(Publisher.START, ZoneOffset.UTC);

    @TempDir
    Path folder;

    private Store store;
    private Outbox outbox;

    @BeforeEach
    void open() throws SQLException {
        NotificationSettings settings = NotificationSettings.NONE
                .withMaxPending(MAX_PENDING)
                .withReceivers(URI.create("http://127.0.0.1:1/hook"), null);
        store = Store.open(folder, settings, RetentionSettings.EVERYTHING, CLOCK);
        outbox = new Outbox(store.connections().openOutbox(), "webhook", CLOCK);
    }

    @AfterEach
    void close() {
        outbox.close();
        store.close();
    }

    @Test
    void alert_thatOpensAgainAndAgain_keepsOneDeliveredRow_andIsKnownByIt() throws SQLException {
        for (int revision = 1; revision < 20; revision += 2) {
            write(revision, AlertState.OPEN);
            write(revision + 1, AlertState.ACKNOWLEDGED);
            outbox.delivered(outbox.first().orElseThrow());
        }
        write(21, AlertState.OPEN);
        outbox.delivered(outbox.first().orElseThrow());

        assertThat(rows()).isEqualTo(1);
        assertThat(outbox.open())
                .singleElement()
                .satisfies(alert -> assertThat(alert.revision()).isEqualTo(21));
    }

    @Test
    void end_thatIsGivenUp_leavesNoRow() throws SQLException {
        write(1, AlertState.OPEN);
        outbox.delivered(outbox.first().orElseThrow());
        write(2, AlertState.RESOLVED);

        outbox.drop(outbox.first().orElseThrow());

        assertThat(rows()).isZero();
    }

    @Test
    void end_thatFindsTooManyPending_leavesNoRow() throws SQLException {
        write(1, AlertState.OPEN);
        outbox.delivered(outbox.first().orElseThrow());
        for (int i = 0; i < MAX_PENDING; i++) {
            write("pending" + i, 1, AlertState.OPEN);
        }

        write(2, AlertState.RESOLVED);

        assertThat(rows()).isEqualTo(MAX_PENDING);
        assertThat(outbox.first().orElseThrow().alert().alertId()).isEqualTo("pending0");
    }

    private void write(int revision, AlertState state) throws SQLException {
        write("a", revision, state);
    }

    private void write(String alertId, int revision, AlertState state) throws SQLException {
        store.writer()
                .write(new StoreBatch(
                        List.of(),
                        List.of(Publisher.alert(alertId, revision, state, Severity.CRITICAL, "n")),
                        List.of(),
                        List.of()));
    }

    private long rows() throws SQLException {
        return Sql.number(folder, "SELECT count(*) FROM notifications");
    }
}
