package dev.backslide.broker;

import org.apache.kafka.common.record.internal.FileLogInputStream.FileChannelRecordBatch;
import org.apache.kafka.common.record.internal.FileRecords;
import org.apache.kafka.common.record.internal.RecordBatch;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The folder of a broker as a crash leaves it: copied while it runs, and where asked, without the last that it wrote. Immutable.
 */
record CrashImage(Path folder) {

    private static final String SEGMENT = "00000000000000000000.log";
    /** Rebuilt from the segments, as after any crash. */
    private static final List<String> DERIVED = List.of(".index", ".timeindex", ".txnindex", ".snapshot", ".lock");

    private static final String RECOVERY_POINT = "recovery-point-offset-checkpoint";

    /** Copies what a broker has written; it may go on. */
    static CrashImage of(Path running, Path folder) {
        try (Stream<Path> files = Files.walk(running)) {
            for (Path file : files.toList()) {
                Path copy = folder.resolve(running.relativize(file).toString());
                String name = file.getFileName().toString();
                if (Files.isDirectory(file)) {
                    Files.createDirectories(copy);
                } else if (!name.equals(RECOVERY_POINT) && DERIVED.stream().noneMatch(name::endsWith)) {
                    Files.copy(file, copy);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new CrashImage(folder);
    }

    /** Cuts the last batch from each partition of the topic whose last batch is such. */
    CrashImage withoutLast(String topic, Predicate<RecordBatch> which) {
        try (Stream<Path> partitions = Files.list(folder)) {
            for (Path partition : partitions
                    .filter(path -> path.getFileName().toString().matches(topic + "-\\d+"))
                    .toList()) {
                cutLast(partition.resolve(SEGMENT), which);
            }
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void cutLast(Path segment, Predicate<RecordBatch> which) throws IOException {
        FileChannelRecordBatch last = null;
        long position = 0;
        long end = 0;
        try (FileRecords records = FileRecords.open(segment.toFile(), false)) {
            for (FileChannelRecordBatch batch : records.batches()) {
                last = batch;
                position = end;
                end += batch.sizeInBytes();
            }
            if (last == null || !which.test(last)) {
                return;
            }
        }
        try (FileChannel channel = FileChannel.open(segment, StandardOpenOption.WRITE)) {
            channel.truncate(position);
        }
    }
}
