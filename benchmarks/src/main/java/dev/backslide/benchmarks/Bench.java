package dev.backslide.benchmarks;

import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.options.OptionsBuilder;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** {@code ./backslide bench}: every figure of the README beside its reference, in one run on one broker. */
public final class Bench {

    private static final String USAGE =
            "Usage: backslide bench [pipeline] [core]; without an argument both, which takes some minutes";
    private static final int SERIES = 10_000;
    private static final int EVENTS = 1_000_000;
    private static final int ROUNDS = 2;

    private Bench() {}

    /** Runs everything and prints the table; {@code pipeline} or {@code core} as argument runs that part alone. */
    public static void main(String[] args) throws Exception {
        List<String> parts = args.length == 0 ? List.of("pipeline", "core") : List.of(args);
        if (!List.of("pipeline", "core").containsAll(parts)) {
            boolean help = parts.contains("--help") || parts.contains("-h");
            (help ? System.out : System.err).println(USAGE);
            System.exit(help ? 0 : 1);
        }
        if (parts.contains("pipeline")) {
            pipeline();
        }
        if (parts.contains("core")) {
            new Runner(new OptionsBuilder()
                            .include(JudgeBenchmark.class.getSimpleName())
                            .include(DetectorBenchmark.class.getSimpleName())
                            .addProfiler(GCProfiler.class)
                            .build())
                    .run();
        }
    }

    private static void pipeline() throws Exception {
        Path folder = Files.createTempDirectory("backslide-bench");
        Figures figures = new Figures();
        try (Cluster cluster = Cluster.start(folder.resolve("broker"))) {
            new DetectorBench(cluster, folder, new Workload(SERIES, EVENTS)).run(ROUNDS, figures);
            new LatencyBench(cluster, folder).run(figures);
            new SdkBench(cluster).run(ROUNDS, figures);
            new SinkBench(cluster, folder).run(ROUNDS, figures);
        } finally {
            delete(folder);
        }
        figures.print(System.out);
    }

    private static void delete(Path folder) throws IOException {
        List<Path> deepestFirst;
        try (Stream<Path> files = Files.walk(folder)) {
            deepestFirst = files.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path file : deepestFirst) {
            Files.deleteIfExists(file);
        }
    }
}
