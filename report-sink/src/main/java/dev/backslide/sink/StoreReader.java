package dev.backslide.sink;

import org.jdbi.v3.core.Jdbi;

import java.io.IOException;

/** Reads the store beside the writer: each reading has a read-only connection and sees one moment. Thread-safe. */
final class StoreReader {

    private final Jdbi jdbi;

    StoreReader(StoreConnections connections) {
        jdbi = Jdbi.create(connections::openReader);
    }

    /** Something done with a snapshot. */
    @FunctionalInterface
    interface Reading<T> {
        T read(StoreSnapshot snapshot) throws IOException;
    }

    <T> T read(Reading<T> reading) throws IOException {
        return jdbi.inTransaction(handle -> reading.read(new StoreSnapshot(handle)));
    }

    /** Something done with whole records. */
    @FunctionalInterface
    interface RecordReading<T> {
        T read(StoredRecords records) throws IOException;
    }

    <T> T readRecords(RecordReading<T> reading) throws IOException {
        return jdbi.inTransaction(handle -> reading.read(new StoredRecords(handle)));
    }
}
