package dev.backslide.sdk.internal.run;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** What this machine is, as metadata of measurements. Stateless. */
public final class Machine {

    private static final Path CPU_INFO = Path.of("/proc/cpuinfo");
    private static final Path HOST_NAME = Path.of("/proc/sys/kernel/hostname");

    private Machine() {}

    public static SortedMap<String, String> describe(Variables variables) {
        SortedMap<String, String> facts = new TreeMap<>();
        put(facts, "host", host(variables));
        put(facts, "os", property("os.name") + " " + property("os.version") + " " + property("os.arch"));
        put(facts, "jdk", property("java.version") + " (" + property("java.vendor") + ")");
        put(facts, "cpu", cpu(variables));
        put(facts, "cpus", Integer.toString(Runtime.getRuntime().availableProcessors()));
        return facts;
    }

    private static @Nullable String host(Variables variables) {
        String named = variables.first("HOSTNAME", "COMPUTERNAME");
        if (named != null) {
            return named;
        }
        String own = firstValue(HOST_NAME, "");
        if (own != null) {
            return own;
        }
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return null;
        }
    }

    private static @Nullable String cpu(Variables variables) {
        String linux = firstValue(CPU_INFO, "model name");
        return linux == null ? variables.first("PROCESSOR_IDENTIFIER") : linux;
    }

    /** What follows the colon in the first line that starts so; of an empty start, the first line. */
    static @Nullable String firstValue(Path file, String start) {
        if (!Files.isReadable(file)) {
            return null;
        }
        try (Stream<String> lines = Files.lines(file, StandardCharsets.UTF_8)) {
            return lines.filter(line -> line.startsWith(start))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .filter(value -> !value.isEmpty())
                    .findFirst()
                    .orElse(null);
        } catch (IOException | java.io.UncheckedIOException e) {
            return null;
        }
    }

    private static String property(String name) {
        return System.getProperty(name, "unknown");
    }

    private static void put(SortedMap<String, String> facts, String name, @Nullable String value) {
        if (value != null && !value.isBlank()) {
            facts.put(name, value);
        }
    }
}
