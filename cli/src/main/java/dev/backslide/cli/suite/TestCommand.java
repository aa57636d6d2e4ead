package dev.backslide.cli.suite;

import dev.backslide.cli.context.BackslideCommand;
import dev.backslide.cli.context.CommandFailure;
import dev.backslide.cli.gate.GateWorkflow;
import dev.backslide.cli.suite.TestSummary.Failure;
import dev.backslide.cli.suite.TestSummary.Kind;
import dev.backslide.gate.GateRun;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

/** {@code backslide test}: runs the performance tests of a class path and judges the run as a whole. Not thread-safe. */
@Command(
        name = "test",
        header = "Run the performance tests of a class path, and judge all their measurements.",
        description = {
            "%nThe tests run in their own JVM on their own class path. The command runs tests with the tag "
                    + "'performance': tests of @PerformanceRegressionTest, PerformanceRegressionTestCase and "
                    + "PerformanceRegressionTestMixin have it."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:no regression",
            "1:the tests could not run, or some failed for another reason",
            "2:a regression (0 if fail_on_regression is false)",
            "4:nothing was measured, or a measurement got no verdict"
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  backslide test --class-path target/test-classes:target/classes:target/test-libs/*",
            "  backslide test --class-path \"$CP\" --package com.example.perf --threshold 5.0 --reports-dir build/reports"
        })
public final class TestCommand implements Callable<Integer> {

    private static final String PERFORMANCE = "performance";
    private static final int NAMED = 10;

    private final BackslideCommand root;

    @Option(
            names = {"--class-path", "-cp"},
            paramLabel = "PATH",
            description = "Folders of test classes and the jars they need; default: the variable CLASSPATH.")
    private @Nullable String classPath;

    @Option(
            names = "--package",
            paramLabel = "NAME",
            description = "Only tests of this package and of packages below it; may be repeated.")
    private List<String> packages = new ArrayList<>();

    @Option(
            names = "--tag",
            paramLabel = "TAG",
            description = "Only tests with this tag; may be repeated; default: performance.")
    private List<String> tags = new ArrayList<>();

    @Option(
            names = "--jvm-option",
            paramLabel = "OPTION",
            description = "Option for the tests' JVM, e.g. -Xmx2g; may be repeated.")
    private List<String> jvmOptions = new ArrayList<>();

    @Mixin
    private GateWorkflow gated = new GateWorkflow();

    public TestCommand(BackslideCommand root) {
        this.root = root;
    }

    @Override
    public Integer call() throws InterruptedException {
        TestClassPath path = TestClassPath.parse(classPathText(), root.context());
        try (TestJvm tests = TestJvm.prepare(path, packages, tags.isEmpty() ? List.of(PERFORMANCE) : tags)) {
            List<String> command = tests.command(jvmOptions, gated.failOn());
            return gated.execute(root, command, run -> ended(run, tests));
        }
    }

    private String classPathText() {
        String text = classPath == null ? root.context().variables().getOrDefault("CLASSPATH", "") : classPath;
        if (text.isBlank()) {
            throw new CommandFailure(
                    "class path was '' but it must name the folder of the test classes and the jars they"
                            + " need; give --class-path, or set the variable CLASSPATH");
        }
        return text;
    }

    /** Regressions are in the results; what else went wrong is told here. */
    private GateRun ended(GateRun run, TestJvm tests) {
        TestSummary summary = tests.summary().orElse(null);
        if (summary == null) {
            return run.commandStatus() == 0 ? run.withProblem("the tests' JVM ended before its tests did") : run;
        }
        GateRun told = run.of(List.of("backslide", "test"), 0);
        List<Failure> others = summary.failures().stream()
                .filter(failure -> failure.kind() == Kind.OTHER)
                .toList();
        for (Failure failure : others.subList(0, Math.min(NAMED, others.size()))) {
            told = told.withProblem("test " + failure.test() + " failed: " + failure.message());
        }
        if (others.size() > NAMED) {
            told = told.withProblem((others.size() - NAMED) + " more tests failed");
        }
        if (summary.ran() == 0) {
            root.context().err().println(tests.nothingRan(summary));
        }
        return told;
    }
}
