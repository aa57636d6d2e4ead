package dev.backslide.cli.suite;

import dev.backslide.cli.suite.TestSummary.Failure;
import dev.backslide.cli.suite.TestSummary.Kind;
import org.jspecify.annotations.Nullable;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.TestSource;
import org.junit.platform.engine.support.descriptor.ClassSource;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.opentest4j.MultipleFailuresError;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;

/** Counts the tests of a run and prints those that fail as they do. Thread-safe: tests may run in parallel. */
final class TestListener implements TestExecutionListener {

    private static final String REGRESSION = "dev.backslide.junit.PerformanceRegressionError";
    private static final String NO_VERDICT = "dev.backslide.junit.NoVerdictError";
    private static final int FRAMES = 10;

    private final PrintStream out;
    private final List<Failure> failures = new ArrayList<>();
    private int succeeded;
    private int skipped;

    TestListener(PrintStream out) {
        this.out = out;
    }

    @Override
    public synchronized void executionSkipped(TestIdentifier test, String reason) {
        skipped++;
        out.println("SKIPPED " + name(test) + ": " + reason);
    }

    @Override
    public synchronized void executionFinished(TestIdentifier test, TestExecutionResult result) {
        switch (result.getStatus()) {
            case SUCCESSFUL -> succeeded += test.isTest() ? 1 : 0;
            case ABORTED -> {
                skipped++;
                out.println("ABORTED " + name(test) + ": "
                        + result.getThrowable().map(Throwable::getMessage).orElse("no reason given"));
            }
            case FAILED -> failed(test, result.getThrowable().orElse(null));
        }
    }

    synchronized TestSummary summary() {
        return new TestSummary(succeeded, skipped, failures);
    }

    private void failed(TestIdentifier test, @Nullable Throwable thrown) {
        Kind kind = thrown == null ? Kind.OTHER : kindOf(thrown);
        String text = thrown == null
                ? "no reason given"
                : kind == Kind.OTHER ? thrown.toString() : String.valueOf(thrown.getMessage());
        failures.add(new Failure(name(test), kind, text.lines().findFirst().orElse("")));
        out.println("FAILED " + name(test));
        text.lines().forEach(line -> out.println("  " + line));
        if (thrown != null && kind == Kind.OTHER) {
            printTrace(thrown);
        }
    }

    /** What our extension throws says it all; of other failures the place is wanted, without JUnit's own frames. */
    private void printTrace(Throwable thrown) {
        int printed = 0;
        for (StackTraceElement frame : thrown.getStackTrace()) {
            if (!frame.getClassName().startsWith("org.junit.") && printed++ < FRAMES) {
                out.println("    at " + frame);
            }
        }
        Throwable cause = thrown.getCause();
        if (cause != null) {
            out.println("  caused by " + cause);
        }
    }

    /** By name: the class is the user's, not this class path's. */
    private static Kind kindOf(Throwable thrown) {
        if (thrown instanceof MultipleFailuresError several) {
            return several.getFailures().stream()
                    .map(TestListener::kindOf)
                    .max(Kind::compareTo)
                    .orElse(Kind.OTHER);
        }
        return switch (thrown.getClass().getName()) {
            case REGRESSION -> Kind.REGRESSION;
            case NO_VERDICT -> Kind.NO_VERDICT;
            default -> Kind.OTHER;
        };
    }

    private static String name(TestIdentifier test) {
        TestSource source = test.getSource().orElse(null);
        if (source instanceof MethodSource method) {
            String simple =
                    method.getClassName().substring(method.getClassName().lastIndexOf('.') + 1);
            String shown = test.getDisplayName();
            String plain = simple + "." + method.getMethodName() + "()";
            return shown.startsWith(method.getMethodName() + "(") ? plain : plain + " " + shown;
        }
        return source instanceof ClassSource type ? type.getClassName() : test.getDisplayName();
    }
}
