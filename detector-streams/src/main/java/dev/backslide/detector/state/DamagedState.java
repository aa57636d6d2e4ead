package dev.backslide.detector.state;

import org.apache.kafka.streams.errors.ProcessorStateException;
import org.apache.kafka.streams.errors.StreamsException;
import org.jspecify.annotations.Nullable;
import org.rocksdb.RocksDBException;
import org.rocksdb.Status;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Tells local state that is damaged from a disk that is full or may not be written, and sets it aside. Stateless. */
public final class DamagedState {

    private static final Pattern TASK = Pattern.compile("[/\\\\](\\d+_\\d+)([/\\\\]|$)");
    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss.SSS'Z'").withZone(ZoneOffset.UTC);
    private static final Set<Status.Code> DAMAGE =
            EnumSet.of(Status.Code.Corruption, Status.Code.NotFound, Status.Code.InvalidArgument);

    private DamagedState() {}

    /** What is wrong with the files of the state; empty where the failure is of another kind. */
    public static Optional<String> cause(Throwable failure) {
        if (first(failure, ProcessorStateException.class) == null) {
            return Optional.empty();
        }
        RocksDBException store = first(failure, RocksDBException.class);
        if (store != null) {
            return isDamage(store) ? Optional.of(String.valueOf(store.getMessage())) : Optional.empty();
        }
        NoSuchFileException missing = first(failure, NoSuchFileException.class);
        return missing == null ? Optional.empty() : Optional.of("missing file " + missing.getMessage());
    }

    /**
     * Moves the state that is damaged out of the application's folder, into one beside it; that of one task where the failure says
     * whose it is.
     *
     * @return where it is now
     */
    public static Path setAside(Path application, Throwable failure, Instant now) throws IOException {
        Path damaged = task(failure).map(application::resolve).orElse(application);
        Path aside = application.resolveSibling("damaged").resolve(STAMP.format(now));
        Files.createDirectories(aside);
        return Files.move(damaged, aside.resolve(damaged.getFileName()));
    }

    private static Optional<String> task(Throwable failure) {
        for (Throwable one = failure; one != null; one = one.getCause()) {
            if (one instanceof StreamsException streams && streams.taskId().isPresent()) {
                return streams.taskId().map(Object::toString);
            }
            Matcher matcher = TASK.matcher(String.valueOf(one.getMessage()));
            if (matcher.find()) {
                return Optional.of(matcher.group(1));
            }
        }
        return Optional.empty();
    }

    private static boolean isDamage(RocksDBException e) {
        Status status = e.getStatus();
        String message = String.valueOf(e.getMessage());
        return (status != null && DAMAGE.contains(status.getCode()))
                || message.startsWith("Corruption")
                || message.contains("No such file or directory");
    }

    private static <T extends Throwable> @Nullable T first(Throwable failure, Class<T> type) {
        for (Throwable one = failure; one != null; one = one.getCause()) {
            if (type.isInstance(one)) {
                return type.cast(one);
            }
        }
        return null;
    }
}
