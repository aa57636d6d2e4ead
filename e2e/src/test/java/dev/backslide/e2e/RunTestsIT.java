package dev.backslide.e2e;

import dev.backslide.e2e.BackslideProcess.Finished;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

/** {@code backslide test} on the tests of {@code examples/junit-tests}, and on those that fail in other ways. */
class RunTestsIT {

    private static final Path EXAMPLE =
            Path.of("..", "examples", "junit-tests", "target").toAbsolutePath().normalize();
    private static final Path OWN = Path.of("target", "test-classes").toAbsolutePath();

    @TempDir
    Path folder;

    @Test
    void example_passesUntilItBecomesSlower() throws InterruptedException {
        Finished first = example(300);
        assertThat(first.code()).as(first.out() + first.err()).isZero();
        Finished second = example(300);
        assertThat(second.code()).as(second.out() + second.err()).isZero();
        assertThat(second.out()).contains("PASS", "my_model:inference_speed", "test_model:inference_time");

        Finished slower = example(900);

        assertThat(slower.code()).as(slower.out() + slower.err()).isEqualTo(2);
        assertThat(slower.out())
                .contains("REGRESSION (", "my_model:inference_speed", "tokens/sec")
                .contains("performance_report.md");
        assertThat(slower.err())
                .contains("FAILED MyModelPerformanceTest.inferenceSpeed()")
                .contains("my_model:inference_speed regressed");
        assertThat(folder.resolve("reports").resolve("performance_report.md"))
                .content()
                .contains("my_model:inference_speed");
    }

    @Test
    void regression_thatMustNotFail_isToldAndExits0() throws InterruptedException {
        assertThat(checkout("100", "--fail-on-regression").code()).isZero();
        Finished slower = checkout("150", "--no-fail-on-regression");

        assertThat(slower.code()).as(slower.out() + slower.err()).isZero();
        assertThat(slower.out()).contains("REGRESSION (critical)", "shop:checkout");
    }

    @Test
    void thresholdOfTheCommandLine_holdsForTheTests() throws InterruptedException {
        assertThat(checkout("100").code()).isZero();
        assertThat(checkout("150", "--threshold", "60").code()).isZero();
    }

    @Test
    void failure_thatIsNoRegression_exits1AndIsNamed() throws InterruptedException {
        Finished broken = run(OWN, "--package", "dev.backslide.e2e.cases", "--jvm-option", "-Dcases.checkout.millis=1");

        assertThat(broken.code()).as(broken.out() + broken.err()).isEqualTo(1);
        assertThat(broken.err()).contains("FAILED Broken.answer()", "the answer ==> expected: <42> but was: <41>");
        assertThat(broken.out()).contains("Broken.answer()", "oracle:answer");
    }

    @Test
    void nothingMeasured_exits4() throws InterruptedException {
        Finished nothing = run(OWN, "--package", "dev.backslide.nothing");

        assertThat(nothing.code()).as(nothing.out() + nothing.err()).isEqualTo(4);
        assertThat(nothing.out() + nothing.err())
                .contains("nothing was measured", "no test with the tag 'performance'");
    }

    @Test
    void classPath_thatIsNotThere_exits1InOneLine() throws InterruptedException {
        Finished missing = BackslideProcess.run(folder, "test", "--class-path", "target/nowhere");

        assertThat(missing.code()).isEqualTo(1);
        assertThat(missing.err().lines())
                .singleElement()
                .asString()
                .contains("class path had 'target/nowhere' but there is no such file or folder");
    }

    private Finished example(int delayMillis) throws InterruptedException {
        return run(
                EXAMPLE.resolve("test-classes"),
                "--threshold",
                "60",
                "--reports-dir",
                "reports",
                "--jvm-option",
                "-Dmodel.delay.millis=" + delayMillis);
    }

    private Finished checkout(String millis, String... more) throws InterruptedException {
        List<String> arguments = new ArrayList<>(List.of(
                "--package",
                "dev.backslide.e2e.cases",
                "--jvm-option",
                "-Dcases.checkout.millis=" + millis,
                "--tag",
                "checkout"));
        arguments.addAll(List.of(more));
        return run(OWN, arguments.toArray(String[]::new));
    }

    private Finished run(Path testClasses, String... more) throws InterruptedException {
        List<String> arguments = new ArrayList<>(List.of("test", "--class-path", classPath(testClasses)));
        arguments.addAll(List.of(more));
        return BackslideProcess.run(folder, arguments.toArray(String[]::new));
    }

    /** As a build tool names it: without what runs the tests, which the command brings. */
    private static String classPath(Path testClasses) {
        Stream<String> libraries = Arrays.stream(
                        System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> Files.isRegularFile(Path.of(entry)))
                .filter(entry -> Stream.of("backslide-cli", "junit-platform-", "junit-jupiter-engine", "picocli")
                        .noneMatch(
                                name -> Path.of(entry).getFileName().toString().startsWith(name)));
        return Stream.concat(
                        Stream.of(
                                testClasses.toString(),
                                EXAMPLE.resolve("classes").toString()),
                        libraries)
                .collect(Collectors.joining(File.pathSeparator));
    }
}
