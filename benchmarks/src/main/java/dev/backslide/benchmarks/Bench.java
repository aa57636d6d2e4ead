package dev.backslide.benchmarks;

import java.nio.file.Files;
import java.nio.file.Path;

/** {@code ./backslide bench}: every figure of the README beside its reference, in one run on one broker. */
public final class Bench {

    private static final int SERIES = 10_000;
    private static final int EVENTS = 1_000_000;
    private static final int ROUNDS = 3;

    private Bench() {}

    /** Runs everything and prints the table. Takes no arguments. */
    public static void main(String[] args) throws Exception {
        Path folder = Files.createTempDirectory("backslide-bench");
        Figures figures = new Figures();
        try (Cluster cluster = Cluster.start(folder.resolve("broker"))) {
            new DetectorBench(cluster, folder, new Workload(SERIES, EVENTS)).run(ROUNDS, figures);
        }
        figures.print(System.out);
    }
}
