package dev.backslide.sdk.tracker;

import dev.backslide.core.MetricEvent;
import dev.backslide.sdk.VerdictOutcome.Received;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;

/** Records into a folder from a process of its own, and prints how many measurements were answered. */
final class RecordingProcess {

    private RecordingProcess() {}

    static Process start(Path folder, String name, int count) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx128m",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        RecordingProcess.class.getName(),
                        folder.toString(),
                        name,
                        String.valueOf(count))
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    /** Folder, name, count. */
    public static void main(String[] args) {
        String name = args[1];
        try (PerformanceRegressionTracker tracker =
                PerformanceRegressionTracker.builder().local(Path.of(args[0])).build()) {
            for (int i = 0; i < Integer.parseInt(args[2]); i++) {
                if (!record(tracker, name, name + "-own-" + i, i) || !record(tracker, "both", name + "-" + i, i)) {
                    throw new IllegalStateException("measurement " + i + " was not recorded");
                }
                System.out.println(i + 1);
            }
        }
    }

    private static boolean record(PerformanceRegressionTracker tracker, String model, String eventId, int second) {
        return tracker.addMetric(MetricEvent.builder(model, "shared", 100 + second % 3, "ms")
                        .eventId(eventId)
                        .timestamp(Instant.parse("2026-01-01T00:00:00Z").plusSeconds(second))
                        .build())
                instanceof Received;
    }
}
