package dev.backslide.cli.suite;

import dev.backslide.cli.context.ExitCode;
import org.jspecify.annotations.Nullable;
import org.junit.platform.engine.DiscoverySelector;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.TagFilter;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Entry point of the JVM that {@code backslide test} starts: runs tests through the JUnit Platform and writes a
 * {@link TestSummary}. Its class path is the user's, with JUnit's launcher behind it. Not thread-safe.
 */
final class TestRunner {

    static final String SUMMARY = "--summary=";
    static final String ROOT = "--root=";
    static final String PACKAGE = "--package=";
    static final String TAG = "--tag=";

    private final Set<Path> roots = new LinkedHashSet<>();
    private final List<String> packages = new ArrayList<>();
    private final List<String> tags = new ArrayList<>();
    private Path summary = Path.of("test-summary.properties");

    private TestRunner() {}

    /** Ends the JVM, also where a test left threads behind. */
    public static void main(String[] args) {
        System.exit(run(args));
    }

    private static int run(String[] args) {
        String mismatch = mismatch();
        if (mismatch != null) {
            System.err.println("backslide: " + mismatch);
            return ExitCode.FAILED;
        }
        try {
            new TestRunner().execute(args);
            return ExitCode.OK;
        } catch (IOException e) {
            System.err.println("backslide: the tests' summary cannot be written: " + e);
            return ExitCode.FAILED;
        }
    }

    private void execute(String[] args) throws IOException {
        for (String arg : args) {
            read(arg);
        }
        TestListener listener = new TestListener(System.err);
        LauncherFactory.create().execute(request(), listener);
        listener.summary().write(summary);
    }

    private void read(String arg) {
        String value = arg.substring(arg.indexOf('=') + 1);
        switch (arg.substring(0, arg.length() - value.length())) {
            case SUMMARY -> summary = Path.of(value);
            case ROOT -> roots.add(Path.of(value));
            case PACKAGE -> packages.add(value);
            case TAG -> tags.add(value);
            default -> throw new IllegalArgumentException(arg);
        }
    }

    private LauncherDiscoveryRequest request() {
        List<DiscoverySelector> selectors = new ArrayList<>();
        if (packages.isEmpty()) {
            selectors.addAll(DiscoverySelectors.selectClasspathRoots(roots));
        } else {
            packages.forEach(name -> selectors.add(DiscoverySelectors.selectPackage(name)));
        }
        return LauncherDiscoveryRequestBuilder.request()
                .selectors(selectors)
                .filters(TagFilter.includeTags(tags))
                .build();
    }

    /** JUnit's parts work together in one version only; null: they are of one. */
    private static @Nullable String mismatch() {
        String platform = version("org.junit.platform.engine.TestEngine");
        String launcher = version("org.junit.platform.launcher.Launcher");
        if (platform != null && launcher != null && !platform.equals(launcher)) {
            return "the class path has JUnit Platform " + platform + " but no launcher of that version; add"
                    + " org.junit.platform:junit-platform-launcher:" + platform + " to it";
        }
        String api = version("org.junit.jupiter.api.Test");
        String engine = version("org.junit.jupiter.engine.JupiterTestEngine");
        return api != null && engine != null && !api.equals(engine)
                ? "the class path has JUnit Jupiter " + api + " but no engine of that version; add"
                        + " org.junit.jupiter:junit-jupiter-engine:" + api + " to it"
                : null;
    }

    private static @Nullable String version(String className) {
        try {
            return Class.forName(className, false, TestRunner.class.getClassLoader())
                    .getPackage()
                    .getImplementationVersion();
        } catch (ClassNotFoundException e) {
            return null;
        }
    }
}
