package com.example.benchmark;

import dev.backslide.jmh.BackslideRun;
import dev.backslide.jmh.BackslideRunner;
import dev.backslide.sdk.RunContext;
import dev.backslide.sdk.tracker.PerformanceRegressionTracker;
import java.nio.file.Path;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.CommandLineOptionException;
import org.openjdk.jmh.runner.options.CommandLineOptions;
import org.openjdk.jmh.runner.options.Options;

/** Runs JMH with the options of its own command line and records every result. */
public final class JmhWithRegressionTracking {

    private JmhWithRegressionTracking() {}

    /** Runs what the options say and records it; the tracker decides where that is kept. */
    public static BackslideRun run(Options options, PerformanceRegressionTracker tracker) throws RunnerException {
        return BackslideRunner.with(tracker)
                .modelName("my_model")
                .runContext(RunContext.detect(System.getenv(), Path.of("")))
                .run(options);
    }

    /** Exits 2 on a regression; {@code performance_history} keeps what was measured before. */
    public static void main(String[] args) throws RunnerException, CommandLineOptionException {
        BackslideRun run;
        try (PerformanceRegressionTracker tracker = PerformanceRegressionTracker.builder()
                .local(Path.of("performance_history"))
                .build()) {
            run = run(new CommandLineOptions(args), tracker);
        }
        run.broken().forEach(System.err::println);
        run.regressions().forEach(verdict -> System.out.println(verdict.seriesKey() + ": " + verdict.reason()));
        System.exit(run.regressions().isEmpty() ? 0 : 2);
    }
}
