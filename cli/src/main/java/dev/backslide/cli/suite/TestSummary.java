package dev.backslide.cli.suite;

import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;

/**
 * How the tests of a child JVM went, as that JVM hands it over in a file. The JDK alone is needed to write it: the class path
 * there is the user's. Immutable.
 *
 * @param succeeded tests that passed
 * @param skipped tests and containers that were disabled, or aborted by an assumption
 * @param failures tests and containers that failed
 */
record TestSummary(int succeeded, int skipped, List<Failure> failures) {

    TestSummary {
        failures = List.copyOf(failures);
    }

    /** Why a test failed. Immutable. */
    enum Kind {
        /** Its metric regressed. */
        REGRESSION,
        /** Nobody judged its metric in time. */
        NO_VERDICT,
        /** Anything else. */
        OTHER
    }

    /**
     * One test that failed. Immutable.
     *
     * @param test its name, with its class
     * @param kind why
     * @param message first line of what it threw
     */
    record Failure(String test, Kind kind, String message) {}

    /** Tests that ran. */
    int ran() {
        return succeeded + failures.size();
    }

    void write(Path file) throws IOException {
        Properties properties = new Properties();
        properties.setProperty("succeeded", String.valueOf(succeeded));
        properties.setProperty("skipped", String.valueOf(skipped));
        properties.setProperty("failures", String.valueOf(failures.size()));
        for (int i = 0; i < failures.size(); i++) {
            Failure failure = failures.get(i);
            properties.setProperty("test." + i, failure.test());
            properties.setProperty("kind." + i, failure.kind().name());
            properties.setProperty("message." + i, failure.message());
        }
        try (Writer out = Files.newBufferedWriter(file)) {
            properties.store(out, null);
        }
    }

    static TestSummary read(Path file) throws IOException {
        Properties properties = new Properties();
        try (Reader in = Files.newBufferedReader(file)) {
            properties.load(in);
        }
        List<Failure> failures = new ArrayList<>();
        for (int i = 0; i < number(properties, "failures"); i++) {
            failures.add(new Failure(
                    properties.getProperty("test." + i, ""),
                    Kind.valueOf(properties.getProperty("kind." + i, Kind.OTHER.name())),
                    properties.getProperty("message." + i, "")));
        }
        return new TestSummary(number(properties, "succeeded"), number(properties, "skipped"), failures);
    }

    private static int number(Properties properties, String key) {
        return Integer.parseInt(properties.getProperty(key, "0"));
    }
}
