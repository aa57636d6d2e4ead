package dev.backslide.junit;

import org.jspecify.annotations.Nullable;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;

/**
 * Finds the recorder of the test that a mixin's method is called from: an interface has no fields to keep it in. The test
 * instance tells, from whatever thread; where one instance runs several tests at once, the thread does. Thread-safe.
 */
final class ActiveRecorders {

    private static final IdentityHashMap<Object, List<PerformanceRecorder>> BY_INSTANCE = new IdentityHashMap<>();

    /** A stack: a thread of a work-stealing pool that waits within one test may run another meanwhile. */
    private static final ThreadLocal<Deque<PerformanceRecorder>> BY_THREAD = ThreadLocal.withInitial(ArrayDeque::new);

    private ActiveRecorders() {}

    /** A test begins, in this thread, on these instances: its own and the enclosing ones. */
    static void begin(List<Object> instances, PerformanceRecorder recorder) {
        BY_THREAD.get().push(recorder);
        synchronized (BY_INSTANCE) {
            for (Object instance : instances) {
                BY_INSTANCE.computeIfAbsent(instance, key -> new ArrayList<>()).add(recorder);
            }
        }
    }

    /** The test has ended. */
    static void end(List<Object> instances, PerformanceRecorder recorder) {
        Deque<PerformanceRecorder> ofThread = BY_THREAD.get();
        ofThread.remove(recorder);
        if (ofThread.isEmpty()) {
            BY_THREAD.remove();
        }
        synchronized (BY_INSTANCE) {
            for (Object instance : instances) {
                List<PerformanceRecorder> active = BY_INSTANCE.get(instance);
                if (active != null && active.remove(recorder) && active.isEmpty()) {
                    BY_INSTANCE.remove(instance);
                }
            }
        }
    }

    /** @throws IllegalStateException when no test of the instance is running, or several are and this is the thread of none */
    static PerformanceRecorder of(Object instance) {
        List<PerformanceRecorder> active;
        synchronized (BY_INSTANCE) {
            active = List.copyOf(BY_INSTANCE.getOrDefault(instance, List.of()));
        }
        if (active.size() == 1) {
            return active.get(0);
        }
        String test = instance.getClass().getName();
        if (active.isEmpty()) {
            throw new IllegalStateException("no test of " + test
                    + " is running, but metrics are recorded and judged within one; call it from a test, @BeforeEach or"
                    + " @AfterEach method that JUnit Jupiter runs");
        }
        @Nullable PerformanceRecorder ofThread = BY_THREAD.get().peek();
        if (ofThread == null || !active.contains(ofThread)) {
            throw new IllegalStateException(active.size() + " tests of one instance of " + test
                    + " are running and this thread is that of none; call it from the test's own thread, or give the test"
                    + " a PerformanceRecorder parameter");
        }
        return ofThread;
    }
}
