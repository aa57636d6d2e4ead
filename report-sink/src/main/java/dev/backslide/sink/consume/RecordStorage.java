package dev.backslide.sink.consume;

import dev.backslide.sink.store.Store;
import dev.backslide.sink.store.StoreWriter;
import dev.backslide.sink.store.row.NextOffset;
import dev.backslide.sink.store.row.StoreBatch;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * Stores what was polled, rows and offsets in one transaction. One record that can never be stored does not keep the others from
 * it: it is left out and named. Not thread-safe: the consumer's thread only.
 */
final class RecordStorage {

    private final RecordReader reader;
    private final StoreWriter writer;

    RecordStorage(RecordReader reader, StoreWriter writer) {
        this.reader = reader;
        this.writer = writer;
    }

    /**
     * Stores all that can be or, where it throws, nothing.
     *
     * @param next where to go on afterwards
     * @return what was left out
     * @throws SQLException when the store takes nothing now; to be tried again, as where the registry is unavailable
     */
    List<UnreadableRecord> store(Iterable<ConsumerRecord<byte[], byte[]>> records, List<NextOffset> next)
            throws SQLException {
        DecodedBatch batch = reader.read(records, next);
        try {
            writer.write(batch.batch());
            return batch.unreadable();
        } catch (SQLException e) {
            if (!Store.isAboutTheRow(e)) {
                throw e;
            }
            return storeEach(records, next);
        } catch (RuntimeException e) {
            return storeEach(records, next);
        }
    }

    private List<UnreadableRecord> storeEach(Iterable<ConsumerRecord<byte[], byte[]>> records, List<NextOffset> next)
            throws SQLException {
        List<UnreadableRecord> leftOut = new ArrayList<>();
        List<StoreBatch> batches = new ArrayList<>();
        for (ConsumerRecord<byte[], byte[]> record : records) {
            DecodedBatch one = reader.read(List.of(record), List.of());
            leftOut.addAll(one.unreadable());
            batches.add(one.batch());
        }
        List<@Nullable Exception> refusals = writer.writeEach(batches, next);
        int place = 0;
        for (ConsumerRecord<byte[], byte[]> record : records) {
            Exception refusal = refusals.get(place++);
            if (refusal != null) {
                leftOut.add(new UnreadableRecord(
                        record.topic(),
                        record.partition(),
                        record.offset(),
                        "it cannot be stored: " + refusal,
                        refusal));
            }
        }
        return leftOut;
    }
}
