package dev.backslide.sink.store;

import org.jdbi.v3.core.Jdbi;

import java.io.IOException;
import java.util.function.Function;

/** Reads the store beside the writer: each reading has a read-only connection and sees one moment. Thread-safe. */
public final class StoreReader {

    private final Jdbi jdbi;

    public StoreReader(StoreConnections connections) {
        jdbi = Jdbi.create(connections::openReader);
    }

    /** Something done with a snapshot. */
    @FunctionalInterface
    public interface Reading<T> {
        T read(StoreSnapshot snapshot) throws IOException;
    }

    public <T> T read(Reading<T> reading) throws IOException {
        return jdbi.inTransaction(handle -> reading.read(new StoreSnapshot(handle)));
    }

    /** As {@link #read}, where no answer is written on the way. */
    public <T> T ask(Function<StoreSnapshot, T> question) {
        return jdbi.inTransaction(handle -> question.apply(new StoreSnapshot(handle)));
    }

    /** Something done with whole records. */
    @FunctionalInterface
    public interface RecordReading<T> {
        T read(StoredRecords records) throws IOException;
    }

    public <T> T readRecords(RecordReading<T> reading) throws IOException {
        return jdbi.inTransaction(handle -> reading.read(new StoredRecords(handle)));
    }
}
