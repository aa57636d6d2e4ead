package dev.backslide.cli.pipeline;

import dev.backslide.cli.context.BackslideCommand;
import dev.backslide.cli.context.CliContext;
import dev.backslide.cli.context.ExitCode;
import dev.backslide.cli.context.ProgressBar;
import dev.backslide.cli.log.LogFile;
import dev.backslide.cli.record.Replay;
import dev.backslide.cluster.Cluster;
import dev.backslide.cluster.DetectorLag;
import dev.backslide.cluster.ReportingPublisher;
import dev.backslide.configuration.Configuration;
import dev.backslide.configuration.Configuration.Flag;
import dev.backslide.configuration.LogConsole;
import dev.backslide.configuration.Setting;
import dev.backslide.files.MeasurementDefaults;
import dev.backslide.files.MeasurementFile;
import dev.backslide.sdk.RunContext;
import dev.backslide.sdk.internal.pipeline.SinkClient;
import picocli.CommandLine.Command;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.zip.GZIPInputStream;

/** {@code backslide demo}: the whole pipeline on real benchmark history, from nothing to alerts. Not thread-safe. */
@Command(
        name = "demo",
        header = "Replay years of a real project's benchmarks and show the regressions found.",
        description = {
            "%nStarts a broker, the detector and the sink in this process, on free ports and in a new "
                    + "folder (.backslide/demo, or .backslide/demo-2 if 'up' has run with that one), replays the "
                    + "published CI benchmark history of the HTTP library hyper, and stops them again. It needs no "
                    + "other service and leaves no process behind."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:done", "1:it could not start, or did not finish"},
        footerHeading = "%nExample:%n",
        footer = {"  backslide demo"})
public final class DemoCommand implements Callable<Integer> {

    private static final String HISTORY = "hyper_history.csv.gz";
    private static final String ANY_PORT = "0";

    private final BackslideCommand root;

    public DemoCommand(BackslideCommand root) {
        this.root = root;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        CliContext context = root.context();
        Configuration configuration = root.configuration(
                new Flag(Setting.PORT, "--port", ANY_PORT), new Flag(Setting.HTTP_PORT, "--http-port", ANY_PORT));
        Path path = context.resolve(Path.of(Setting.DATA_DIR.defaultText()).resolve("demo"));
        try (DataFolder folder = DataFolder.take(withoutWhatIsKept(path))) {
            folder.empty();
            LogFile.open(folder.logFile(), LogConsole.OFF);
            context.err().println("Starting broker, detector and sink in one process…");
            try (LocalPipeline pipeline = LocalPipeline.start(folder, 0, 0, configuration)) {
                ShutdownSequence.closeOnExit(pipeline);
                Configuration local = root.configuration(
                        new Flag(Setting.BOOTSTRAP_SERVERS, "--bootstrap-servers", pipeline.bootstrapServers()),
                        new Flag(Setting.SINK_URL, "--sink-url", pipeline.sinkUrl()));
                replay(local, pipeline);
                new DemoFindings(context, new SinkClient(URI.create(pipeline.sinkUrl()))).print(folder);
            }
        }
        return ExitCode.OK;
    }

    /** That folder, or where 'up' has run with it since, the first beside it with which it has not. */
    private static Path withoutWhatIsKept(Path usual) {
        Path path = usual;
        for (int number = 2; DataFolder.isKept(path); number++) {
            path = usual.resolveSibling(usual.getFileName() + "-" + number);
        }
        return path;
    }

    private void replay(Configuration local, LocalPipeline pipeline) throws IOException, InterruptedException {
        CliContext context = root.context();
        context.err().println("Replaying six years of CI benchmarks of hyper, an HTTP library…");
        try (Cluster cluster = Cluster.connect(local);
                ReportingPublisher publishing = new ReportingPublisher(local, RunContext.UNKNOWN)) {
            long rows;
            try (InputStream input = history()) {
                rows = MeasurementFile.countRows(input);
            }
            Replay replay = new Replay(Replay.to(publishing), new ProgressBar(context, "sending", rows));
            try (InputStream input = history()) {
                replay.run(input, MeasurementDefaults.of("hyper", context.clock()), event -> {});
            }
            new PipelineDrain(context, pipeline, new DetectorLag(cluster)).await(replay.sent());
        }
    }

    private static InputStream history() throws IOException {
        InputStream resource = DemoCommand.class.getResourceAsStream(HISTORY);
        if (resource == null) {
            throw new IllegalStateException(HISTORY + " is missing from the jar; build it again");
        }
        return new GZIPInputStream(resource);
    }
}
