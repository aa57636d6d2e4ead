package dev.backslide.cli.context;

import dev.backslide.broker.BrokerException;
import dev.backslide.cluster.ClusterException;
import dev.backslide.configuration.FileTrouble;
import dev.backslide.configuration.InvalidConfigurationException;
import dev.backslide.core.InvalidMetricException;
import dev.backslide.core.store.StoreRequestException;
import dev.backslide.core.text.VisibleText;
import dev.backslide.files.MeasurementFileException;
import dev.backslide.gate.GateException;
import dev.backslide.sdk.tracker.StorageException;
import dev.backslide.sink.store.StoreException;
import org.apache.kafka.common.KafkaException;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.util.stream.Collectors;

/**
 * Tells failures in a person's words, all of them by one way: what a file, a topic or a server put into a message cannot move or
 * colour what stands around it. Stateless.
 */
public final class Failures {

    private static final String PREFIX = "backslide: ";

    private Failures() {}

    /** One problem, or one a line, where a person reads it. */
    public static void print(PrintWriter err, String problems) {
        err.println(PREFIX + problems.lines().map(VisibleText::of).collect(Collectors.joining(System.lineSeparator())));
        err.flush();
    }

    /** What ended a command, and for what nobody foresaw, how to report it. */
    public static void print(PrintWriter err, Throwable failure, boolean debug) {
        print(err, describe(failure));
        if (debug) {
            failure.printStackTrace(err);
        } else if (isUnexpected(failure)) {
            print(err, "this is a defect; run it again with --debug and report the output");
        }
    }

    /** One line, or one a problem where a configuration has several. */
    public static String describe(Throwable failure) {
        if (failure instanceof UncheckedIOException wrapped && wrapped.getCause() != null) {
            return describe(wrapped.getCause());
        }
        if (failure instanceof IOException io) {
            return FileTrouble.of(io);
        }
        String message = failure.getMessage();
        if (isUnexpected(failure)) {
            return failure.getClass().getSimpleName() + (message == null ? "" : ": " + oneLine(message));
        }
        if (failure instanceof CommandFailure
                || failure instanceof StoreRequestException
                || failure instanceof InvalidConfigurationException) {
            return String.valueOf(message);
        }
        return message == null ? failure.getClass().getSimpleName() : oneLine(message);
    }

    /** Whether nobody foresaw it: neither a user's problem nor the cluster's. */
    static boolean isUnexpected(Throwable failure) {
        return !(failure instanceof CommandFailure
                || failure instanceof InvalidMetricException
                || failure instanceof BrokerException
                || failure instanceof KafkaException
                || failure instanceof StorageException
                || failure instanceof StoreException
                || failure instanceof ClusterException
                || failure instanceof GateException
                || failure instanceof MeasurementFileException
                || failure instanceof StoreRequestException
                || failure instanceof IllegalArgumentException
                || failure instanceof IOException
                || failure instanceof UncheckedIOException);
    }

    private static String oneLine(String text) {
        return text.strip().replaceAll("\\s*\\R\\s*", " ");
    }
}
