package dev.backslide.cli.pipeline;

import dev.backslide.cli.context.BackslideCommand;
import dev.backslide.cli.log.LogFile;
import dev.backslide.configuration.Configuration;
import dev.backslide.configuration.Configuration.Flag;
import dev.backslide.configuration.LogConsole;
import dev.backslide.configuration.Setting;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;

/** {@code backslide up}: the whole pipeline in this process, until it is stopped. Not thread-safe. */
@Command(
        name = "up",
        header = "Run broker, detector and sink in one process until stopped.",
        description = {
            "%nListens on 127.0.0.1 only. Keeps everything in the data folder, so that it survives a "
                    + "restart and even a crash. Stop it with Ctrl-C or SIGTERM."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "1:it could not start: a port is taken, the folder is in use or cannot be written",
            "1:broker, detector or sink has stopped for good; the message says why, and the others were stopped in order",
            "3:the heap is full; set BACKSLIDE_JAVA_OPTS=-Xmx2g for a larger one",
            "130, 143:it was stopped by Ctrl-C or SIGTERM, and closed everything in order"
        },
        footerHeading = "%nExamples:%n",
        footer = {"  backslide up", "  backslide up --port 19092 --http-port 18642 --data-dir /var/lib/backslide"})
public final class UpCommand implements Callable<Integer> {

    private static final Logger LOG = LoggerFactory.getLogger(UpCommand.class);

    private final BackslideCommand root;

    @Option(
            names = "--port",
            paramLabel = "PORT",
            description = "Port of the Kafka broker; default: 9092, 0: any free one.")
    private @Nullable String port;

    @Option(
            names = "--http-port",
            paramLabel = "PORT",
            description = "Port of the sink's HTTP API; default: 8642, 0: any free one.")
    private @Nullable String httpPort;

    @Option(names = "--data-dir", paramLabel = "DIR", description = "Folder for all data; default: .backslide.")
    private @Nullable String dataDir;

    @Option(
            names = "--threshold",
            paramLabel = "PERCENT",
            description = "Worse by more than this is a regression; default: 5.0.")
    private @Nullable String threshold;

    public UpCommand(BackslideCommand root) {
        this.root = root;
    }

    @Override
    public Integer call() throws InterruptedException {
        Configuration configuration = root.configuration(
                new Flag(Setting.PORT, "--port", port),
                new Flag(Setting.HTTP_PORT, "--http-port", httpPort),
                new Flag(Setting.DATA_DIR, "--data-dir", dataDir),
                new Flag(Setting.REGRESSION_THRESHOLD, "--threshold", threshold));
        Path path = root.context().resolve(Path.of(configuration.get(Setting.DATA_DIR)));
        try (DataFolder folder = DataFolder.take(path)) {
            folder.keep();
            LogConsole console = configuration.get(Setting.LOG_CONSOLE);
            LogFile.open(folder.logFile(), console);
            ShutdownSequence.explainEnd(root.context().err(), folder);
            PipelineWatch watch = new PipelineWatch(root.context().err(), folder.logFile());
            try (LocalPipeline pipeline = LocalPipeline.start(
                    folder,
                    configuration.get(Setting.PORT),
                    configuration.get(Setting.HTTP_PORT),
                    configuration,
                    watch::starting)) {
                ShutdownSequence.closeOnExit(pipeline);
                announce(pipeline, folder, console);
                throw watch.awaitStop(pipeline);
            }
        }
    }

    /** What the other commands have to be told where the broker is not at its usual place. */
    private static String elsewhere(LocalPipeline pipeline) {
        String usual = Setting.BOOTSTRAP_SERVERS.defaultText();
        return pipeline.bootstrapServers().equals(usual) ? "" : " --bootstrap-servers " + pipeline.bootstrapServers();
    }

    /** Where standard output is the log, nothing else is printed to it. */
    private void announce(LocalPipeline pipeline, DataFolder folder, LogConsole console) {
        LOG.atInfo()
                .setMessage("Backslide is up")
                .addKeyValue("broker", pipeline.bootstrapServers())
                .addKeyValue("http_api", pipeline.sinkUrl())
                .addKeyValue("data", folder.path())
                .log();
        if (console != LogConsole.OFF) {
            return;
        }
        PrintWriter out = root.context().out();
        out.println("Backslide is up.");
        out.println("  Kafka broker  " + pipeline.bootstrapServers());
        out.println("  HTTP API      " + pipeline.sinkUrl());
        out.println("  data          " + root.context().show(folder.path()));
        out.println("  log           " + root.context().show(folder.logFile()));
        out.println("Stop it with Ctrl-C. In another terminal, try:");
        out.println("  ./backslide record --model my_model --name latency --value 12.5 --unit ms --wait"
                + elsewhere(pipeline));
        out.flush();
    }
}
