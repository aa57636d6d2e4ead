package com.example.tracker;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Runs each example as a user does: a program of its own, in a folder of its own. */
class ExamplesTest {

    @TempDir
    Path folder;

    @Test
    void standaloneTracker() throws Exception {
        assertEquals(
                List.of("Alert: Performance regression detected for my_model:inference_speed. Previous: 150.00tokens/sec,"
                        + " Current: 140.00tokens/sec, Change: -6.67%"),
                run(StandaloneTracker.class));
        assertTrue(Files.isDirectory(folder.resolve("performance_history")));
    }

    @Test
    void programmaticConfiguration() throws Exception {
        assertEquals(
                List.of("Alerts at -6.67 % and a threshold of 10 %: 0"), run(ProgrammaticConfiguration.class));
        assertTrue(Files.isDirectory(folder.resolve("custom_performance_history")));
    }

    @Test
    void customTracker() throws Exception {
        List<String> lines = run(CustomTracker.class);

        assertEquals(2, lines.size());
        assertTrue(lines.stream().anyMatch(line -> line.startsWith("HIGHER_IS_BETTER: ") && line.contains("cache_hits")));
        assertTrue(lines.stream().anyMatch(line -> line.startsWith("LOWER_IS_BETTER: ") && line.contains("queueing")));
    }

    @Test
    void backupAndRecovery() throws Exception {
        assertEquals(List.of("Restored measurements: 2, alerts: 1", "Loaded: 145.0"), run(BackupAndRecovery.class));
    }

    @Test
    void reportGeneration() throws Exception {
        List<String> lines = run(ReportGeneration.class);

        assertEquals("Mean: 150.00, Std Dev: 1.63", lines.get(2));
        assertTrue(Files.readString(folder.resolve(lines.get(0).substring("Report: ".length())))
                .contains("my_model:inference_speed"));
        assertTrue(Files.readString(folder.resolve(lines.get(1).substring("CSV: ".length())))
                .startsWith("Model Name,Metric Name,Value,Unit,Category,Timestamp,Date Time"));
    }

    @Test
    void performanceTrends() throws Exception {
        assertEquals(List.of("Performance trend: -3.38%"), run(PerformanceTrends.class));
    }

    @Test
    void regularRuns() throws Exception {
        assertEquals(List.of("Performance alerts: 0"), run(RegularRuns.class));
        assertEquals(List.of("Performance alerts: 0"), run(RegularRuns.class));
    }

    @Test
    void handleRegressions() throws Exception {
        assertEquals(
                List.of(
                        "CRITICAL REGRESSION: Performance regression detected for my_model:inference_speed. Previous:"
                                + " 150.00tokens/sec, Current: 120.00tokens/sec, Change: -20.00%",
                        "Investigation required immediately!",
                        "WARNING: Performance regression detected for another_model:memory_usage. Previous: 500.00MB,"
                                + " Current: 540.00MB, Change: +8.00%",
                        "Consider investigating"),
                run(HandleRegressions.class));
    }

    @Test
    void monitoringPush() throws Exception {
        BlockingQueue<String> pushed = new LinkedBlockingQueue<>();
        HttpServer gateway = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        gateway.createContext("/metrics/job/performance", exchange -> {
            pushed.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        gateway.start();
        try {
            String url = "http://127.0.0.1:" + gateway.getAddress().getPort() + "/metrics/job/performance";
            assertEquals(List.of("Gateway answered 200"), run(MonitoringPush.class, url));
        } finally {
            gateway.stop(0);
        }
        assertEquals(
                """
                performance_regression_critical{model="my_model",metric="inference_speed"} 1
                performance_regression_previous_value{model="my_model",metric="inference_speed"} 150.0
                performance_regression_current_value{model="my_model",metric="inference_speed"} 120.0
                """,
                pushed.poll(30, TimeUnit.SECONDS));
    }

    private List<String> run(Class<?> example, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                example.getName()));
        command.addAll(List.of(arguments));
        Path errors = Files.createTempFile(folder, "err", ".txt");
        ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile()).redirectError(errors.toFile());
        // The examples show the defaults, whatever the build's environment says.
        builder.environment().keySet().removeIf(name -> name.startsWith("BACKSLIDE_"));
        Process process = builder.start();
        List<String> lines =
                new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).lines().toList();
        assertEquals(0, process.waitFor(), () -> read(errors));
        return lines;
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            return e.toString();
        }
    }
}
