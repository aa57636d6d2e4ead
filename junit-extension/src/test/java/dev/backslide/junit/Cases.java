package dev.backslide.junit;

import dev.backslide.sdk.tracker.DefaultTracker;
import dev.backslide.sdk.tracker.PerformanceRegressionTracker;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.Objects;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Test classes as users write them, run by {@link Kit}. */
final class Cases {

    private Cases() {}

    private static double next() {
        return Objects.requireNonNull(Kit.VALUES.poll(), "the test gave too few values");
    }

    @PerformanceRegressionTest
    static class Annotated {
        @Test
        void test(PerformanceRecorder recorder) {
            recorder.recordPerformanceMetric("checkout", next(), "ms", "shop", "time");
            recorder.assertNoPerformanceRegression("shop", "checkout");
        }
    }

    static class AnnotatedMethod {
        @Test
        @PerformanceRegressionTest
        void measured(PerformanceRecorder recorder) {
            recorder.record(1, "ms", "time");
        }

        @Test
        void functional() {}
    }

    /** As the README has it: the annotation alone. */
    static class AnnotationAlone {
        @PerformanceRegressionTest
        void alone(PerformanceRecorder recorder) {
            recorder.record(1, "ms", "time");
        }

        @Test
        @PerformanceRegressionTest
        void withTest(PerformanceRecorder recorder) {
            recorder.record(1, "ms", "time");
        }

        @ParameterizedTest
        @ValueSource(ints = {1, 2})
        @PerformanceRegressionTest
        void parameterized(int size, PerformanceRecorder recorder) {
            recorder.record(size, "ms", "time");
        }

        @RepeatedTest(3)
        @PerformanceRegressionTest
        void repeated(PerformanceRecorder recorder) {
            recorder.record(1, "ms", "time");
        }
    }

    static class PrivateMethod {
        @PerformanceRegressionTest
        @SuppressWarnings("unused")
        private void unrunnable() {}
    }

    static class StaticMethod {
        @PerformanceRegressionTest
        static void unrunnable() {}
    }

    static class ReturningMethod {
        @PerformanceRegressionTest
        int unrunnable() {
            return 1;
        }
    }

    static class PrivateTemplate {
        @RepeatedTest(2)
        @PerformanceRegressionTest
        @SuppressWarnings("unused")
        private void unrunnable() {}
    }

    @PerformanceRegressionTest
    static class PrivateTestOfClass {
        @Test
        @SuppressWarnings("unused")
        private void unrunnable() {}
    }

    /** Only a {@code @Nested} one would run. */
    @SuppressWarnings("ClassCanBeStatic")
    class InnerClass {
        @PerformanceRegressionTest
        void unrunnable() {}
    }

    static class PrivateFunctionalTest {
        @Test
        @SuppressWarnings("unused")
        private void unrunnable() {}

        @Test
        void functional() {}
    }

    static class BaseClass extends PerformanceRegressionTestCase {
        @Test
        void test() {
            recordPerformanceMetric("checkout", next(), "ms", "shop", "time");
            assertNoPerformanceRegression("shop", "checkout");
        }
    }

    static class Mixin implements PerformanceRegressionTestMixin {
        @Test
        void test() {
            recordPerformanceMetric("checkout", next(), "ms", "shop", "time");
            assertNoPerformanceRegression("shop", "checkout");
        }
    }

    static class RecordsTwice extends PerformanceRegressionTestCase {
        @Test
        void test() {
            recordPerformanceMetric("checkout", next(), "ms", "shop", "time");
            recordPerformanceMetric("checkout", next(), "ms", "shop", "time");
            assertNoPerformanceRegression("shop", "checkout");
        }
    }

    static class AssertsAnother extends PerformanceRegressionTestCase {
        @Test
        void test() {
            recordPerformanceMetric("checkout", 1, "ms", "shop", "time");
            recordPerformanceMetric("search", 1, "ms", "shop", "time");
            assertNoPerformanceRegression("shop", "chekout");
        }
    }

    static class AssertsNothingRecorded extends PerformanceRegressionTestCase {
        @Test
        void test() {
            assertNoPerformanceRegression("shop", "checkout");
        }
    }

    static class AssertsAll {
        @Test
        @PerformanceRegressionTest
        void test(PerformanceRecorder recorder) {
            recorder.recordPerformanceMetric("checkout", next(), "ms", "shop", "time");
            recorder.recordPerformanceMetric("search", next(), "ms", "shop", "time");
            recorder.recordPerformanceMetric("checkout", next(), "ms", "shop", "time");
            recorder.recordPerformanceMetric("search", next(), "ms", "shop", "time");
            recorder.assertNoPerformanceRegression();
        }
    }

    static class OwnThreshold extends PerformanceRegressionTestCase {
        @Test
        void test() {
            recordPerformanceMetric(measurement("shop", "checkout", next(), "ms")
                    .category("time")
                    .thresholdPercent(50.0));
            assertNoPerformanceRegression("shop", "checkout");
        }
    }

    static class NotFinite extends PerformanceRegressionTestCase {
        @Test
        void test() {
            recordPerformanceMetric("checkout", Double.NaN, "ms", "shop", "time");
        }
    }

    static class Lifecycle extends PerformanceRegressionTestCase {
        @BeforeEach
        void before() {
            recordPerformanceMetric("setup", 1, "ms", "shop", "time");
        }

        @Test
        void test() {
            assertNoPerformanceRegression("shop", "setup");
            saveRegressionData();
            if (!getRegressionAlerts().isEmpty()) {
                throw new AssertionError("an alert of a first measurement");
            }
        }
    }

    @PerformanceRegressionTest
    static class Injected {
        private static PerformanceRegressionTracker ofClass;
        private final PerformanceRegressionTracker ofConstructor;

        Injected(PerformanceRegressionTracker tracker) {
            ofConstructor = tracker;
        }

        @BeforeAll
        static void before(PerformanceRegressionTracker tracker) {
            ofClass = tracker;
        }

        @Test
        void test(PerformanceRegressionTracker tracker, PerformanceRecorder recorder) {
            if (tracker != ofClass || tracker != ofConstructor || tracker != recorder.tracker()) {
                throw new AssertionError("more than one tracker");
            }
        }
    }

    @PerformanceRegressionTest
    static class RecorderInConstructor {
        RecorderInConstructor(PerformanceRecorder recorder) {
            recorder.tracker();
        }

        @Test
        void test() {}
    }

    @PerformanceRegressionTest
    static class Named {
        @Test
        @DisplayName("shown otherwise")
        void plain(PerformanceRecorder recorder) {
            recorder.record(1, "ms", "time");
        }

        @ParameterizedTest(name = "size={0}")
        @ValueSource(ints = {1, 1_000})
        void parameterized(int size, PerformanceRecorder recorder) {
            recorder.record(size, "ms", "time");
        }

        @RepeatedTest(3)
        void repeated(PerformanceRecorder recorder) {
            recorder.record(1, "ms", "time");
        }

        @Nested
        class Inner {
            @Test
            void nested(PerformanceRecorder recorder) {
                recorder.record(1, "ms", "time");
            }
        }

        @Nested
        @PerformanceRegressionTest(model = "my_model")
        class WithModel {
            @Test
            void nested(PerformanceRecorder recorder) {
                recorder.record(1, "ms", "time");
            }
        }
    }

    static class NestedMixin implements PerformanceRegressionTestMixin {
        @Nested
        class Inner {
            @Test
            void test() {
                recordPerformanceMetric("checkout", next(), "ms", "shop", "time");
                assertNoPerformanceRegression("shop", "checkout");
            }
        }
    }

    /** All tests are within the test method at once, each with a metric of its own. */
    @Execution(ExecutionMode.CONCURRENT)
    abstract static class Concurrent extends PerformanceRegressionTestCase {
        static final int TESTS = 4;
        static final CyclicBarrier ALL = new CyclicBarrier(TESTS);

        @ParameterizedTest
        @ValueSource(ints = {0, 1, 2, 3})
        void test(int number) throws InterruptedException, BrokenBarrierException, TimeoutException {
            ALL.await(30, TimeUnit.SECONDS);
            recordPerformanceMetric("metric-" + number, 1, "ms", "shop", "time");
            ALL.await(30, TimeUnit.SECONDS);
            assertNoPerformanceRegression("shop", "metric-" + number);
        }
    }

    static class ConcurrentPerMethod extends Concurrent {}

    @TestInstance(TestInstance.Lifecycle.PER_CLASS)
    static class ConcurrentPerClass extends Concurrent {}

    static class StaticFunctions extends PerformanceRegressionTestCase {
        @Test
        void test() {
            DefaultTracker.recordPerformanceMetric("checkout", next(), "ms", "shop", "time");
        }
    }

    static class OtherThread extends PerformanceRegressionTestCase {
        @Test
        void test() throws InterruptedException {
            Thread thread = new Thread(() -> recordPerformanceMetric("checkout", 1, "ms", "shop", "time"));
            thread.start();
            thread.join();
            assertNoPerformanceRegression("shop", "checkout");
        }
    }
}
