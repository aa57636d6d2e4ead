package dev.backslide.sink.store;

import dev.backslide.core.AlertState;
import dev.backslide.core.RegressionAlert;
import dev.backslide.core.Severity;
import dev.backslide.sink.Publisher;
import dev.backslide.sink.Sql;
import dev.backslide.sink.consume.UnstorableRecordsIT;
import dev.backslide.sink.store.row.Micros;
import dev.backslide.sink.store.row.NextOffset;
import dev.backslide.sink.store.row.StoreBatch;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class StoreWriterTest {

    private static final List<NextOffset> NEXT =
            List.of(new NextOffset(new TopicPartition("alerts", 0), Uuid.ONE_UUID, 3));

    @TempDir
    Path folder;

    @Test
    void writeEach_leavesOutWhatFails_andStoresTheRestWithTheOffsets() throws SQLException {
        try (Store store = Store.open(folder)) {
            assertThat(store.writer().writeEach(List.of(batch("a"), unstorable(), batch("b")), NEXT))
                    .satisfiesExactly(
                            stored -> assertThat(stored).isNull(),
                            refused -> assertThat(refused).isInstanceOf(ArithmeticException.class),
                            stored -> assertThat(stored).isNull());

            assertThat(Sql.text(folder, "SELECT group_concat(alert_id) FROM alert_transitions"))
                    .isEqualTo("a,b");
            assertThat(Sql.text(folder, "SELECT group_concat(alert_id) FROM alerts"))
                    .isEqualTo("a,b");
            assertThat(store.writer().offsets()).isEqualTo(NEXT);
        }
    }

    @Test
    void write_ofWhatFails_storesNothing() throws SQLException {
        try (Store store = Store.open(folder)) {
            List<RegressionAlert> alerts =
                    List.of(batch("a").alerts().get(0), unstorable().alerts().get(0));

            assertThatThrownBy(() -> store.writer().write(new StoreBatch(List.of(), alerts, List.of(), NEXT)))
                    .isInstanceOf(ArithmeticException.class);

            assertThat(Sql.number(folder, "SELECT count(*) FROM alerts")).isZero();
            assertThat(store.writer().offsets()).isEmpty();
        }
    }

    private static StoreBatch batch(String alertId) {
        return batch(Publisher.alert(alertId, 1, AlertState.OPEN, Severity.WARNING, "n"));
    }

    private static StoreBatch unstorable() {
        return batch(UnstorableRecordsIT.alert(
                "unstorable", Publisher.START, Publisher.START, Micros.toInstant(Long.MIN_VALUE), 0));
    }

    private static StoreBatch batch(RegressionAlert alert) {
        return new StoreBatch(List.of(), List.of(alert), List.of(), List.of());
    }
}
