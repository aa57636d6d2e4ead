package dev.backslide.cli.pipeline;

import dev.backslide.cli.context.ExitCode;
import dev.backslide.cli.context.Failures;
import dev.backslide.cli.log.LogFile;
import dev.backslide.configuration.FileTrouble;
import org.apache.kafka.common.utils.Exit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;

/** Sees to the end of the process: closes the pipeline in order, and the log after it; says why where nobody asked for it. Stateless. */
final class ShutdownSequence {

    private static final Logger LOG = LoggerFactory.getLogger(ShutdownSequence.class);
    /** Less than a broker writes in one go. */
    private static final long NO_SPACE_BYTES = 1 << 20;

    private ShutdownSequence() {}

    /**
     * Says in one sentence why, where Kafka's broker ends the process: it does so when its folder cannot be written any more, and
     * without a word. What was acknowledged is kept, as in any crash.
     */
    static void explainEnd(PrintWriter err, DataFolder folder) {
        Exit.Procedure end = (status, message) -> {
            Failures.print(err, "the broker has stopped: " + cause(folder) + "; its log is " + folder.logFile());
            Runtime.getRuntime().halt(ExitCode.FAILED);
        };
        Exit.setHaltProcedure(end);
        Exit.setExitProcedure(end);
        Thread.setDefaultUncaughtExceptionHandler((thread, e) -> LOG.atError()
                .setMessage("a thread ended by a failure")
                .addKeyValue("thread", thread.getName())
                .setCause(e)
                .log());
    }

    private static String cause(DataFolder folder) {
        try {
            return Files.getFileStore(folder.path()).getUsableSpace() < NO_SPACE_BYTES
                    ? "the disk of '" + folder.path() + "' is full; free some space, then start it again"
                    : "it can no longer use '" + folder.broker() + "'; check its disk";
        } catch (IOException e) {
            return "its folder '" + folder.broker() + "' cannot be read (" + FileTrouble.of(e) + ")";
        }
    }

    /** Closes once, whether the command returns or a signal ends the process. */
    static void closeOnExit(LocalPipeline pipeline) {
        Runtime.getRuntime()
                .addShutdownHook(new Thread(
                        () -> {
                            pipeline.close();
                            LogFile.close();
                        },
                        "backslide-shutdown"));
    }
}
