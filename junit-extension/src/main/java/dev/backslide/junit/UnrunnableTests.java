package dev.backslide.junit;

import org.junit.platform.commons.JUnitException;
import org.junit.platform.commons.support.AnnotationSupport;
import org.junit.platform.commons.support.HierarchyTraversalMode;
import org.junit.platform.commons.support.ModifierSupport;
import org.junit.platform.engine.DiscoveryIssue;
import org.junit.platform.engine.TestSource;
import org.junit.platform.engine.UniqueId;
import org.junit.platform.engine.support.descriptor.ClassSource;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.LauncherDiscoveryListener;
import org.junit.platform.launcher.LauncherDiscoveryRequest;

import java.lang.reflect.Method;
import java.util.Set;
import java.util.TreeSet;

/**
 * Fails a run whose performance tests JUnit passes over, e.g. since they are private: JUnit only logs it, and a gate that never
 * runs would be green. Made by JUnit's launcher. Thread-safe.
 *
 * @since 0.1
 */
public final class UnrunnableTests implements LauncherDiscoveryListener {

    private final Set<String> problems = new TreeSet<>();

    /** Made by JUnit. */
    public UnrunnableTests() {}

    @Override
    public synchronized void issueEncountered(UniqueId engineId, DiscoveryIssue issue) {
        if (issue.severity().compareTo(DiscoveryIssue.Severity.WARNING) >= 0
                && issue.source().filter(UnrunnableTests::isPerformanceTest).isPresent()) {
            problems.add(issue.message());
        }
    }

    /** @throws IllegalStateException when a performance test cannot run */
    @Override
    public synchronized void launcherDiscoveryFinished(LauncherDiscoveryRequest request) {
        if (!problems.isEmpty()) {
            String all = String.join(" ", problems);
            problems.clear();
            throw new IllegalStateException("a performance test cannot run, so nothing would ever be measured: " + all
                    + " Correct it, or remove its annotation.");
        }
    }

    private static boolean isPerformanceTest(TestSource source) {
        try {
            return isOfPerformanceTest(source);
        } catch (JUnitException e) {
            // A class or method that cannot be loaded: JUnit itself says so.
            return false;
        }
    }

    private static boolean isOfPerformanceTest(TestSource source) {
        if (source instanceof MethodSource ofMethod) {
            Method method = ofMethod.getJavaMethod();
            return (Switch.isPerformanceTest(method) || Switch.isPerformanceTest(ofMethod.getJavaClass()))
                    && !isRunAsTemplate(method);
        }
        return source instanceof ClassSource ofClass && hasPerformanceTests(ofClass.getJavaClass());
    }

    private static boolean hasPerformanceTests(Class<?> type) {
        return Switch.isPerformanceTest(type)
                || !AnnotationSupport.findAnnotatedMethods(
                                type, PerformanceRegressionTest.class, HierarchyTraversalMode.TOP_DOWN)
                        .isEmpty();
    }

    /** JUnit warns that it is a plain test as well; {@link Switch} skips that one. */
    private static boolean isRunAsTemplate(Method method) {
        return Switch.isTemplate(method) && !ModifierSupport.isPrivate(method) && !ModifierSupport.isStatic(method);
    }
}
