package dev.backslide.cli;

import org.apache.logging.log4j.LogManager;

/** Closes the pipeline in order when the process is told to end, and the log after it. Stateless. */
final class ExitGuard {

    private ExitGuard() {}

    /** Closes once, whether the command returns or a signal ends the process. */
    static void closeOnExit(LocalPipeline pipeline) {
        Runtime.getRuntime()
                .addShutdownHook(new Thread(
                        () -> {
                            pipeline.close();
                            LogManager.shutdown();
                        },
                        "backslide-shutdown"));
    }
}
