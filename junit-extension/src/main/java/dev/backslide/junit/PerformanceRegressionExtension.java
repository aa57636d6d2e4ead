package dev.backslide.junit;

import dev.backslide.sdk.tracker.PerformanceRegressionTracker;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolutionException;
import org.junit.jupiter.api.extension.ParameterResolver;

import java.util.List;
import java.util.Objects;

/**
 * Runs performance tests if they are switched on, gives them a {@link PerformanceRegressionTracker} (one for the whole run) and a
 * {@link PerformanceRecorder} (one per test), and saves all measurements at the end. Thread-safe.
 *
 * @since 0.1
 */
public final class PerformanceRegressionExtension
        implements ExecutionCondition, BeforeEachCallback, AfterEachCallback, ParameterResolver {

    private static final ExtensionContext.Namespace NAMESPACE =
            ExtensionContext.Namespace.create(PerformanceRegressionExtension.class);

    /** Made by JUnit. */
    public PerformanceRegressionExtension() {}

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        return Switch.evaluate(context);
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        PerformanceRecorder recorder = new PerformanceRecorder(session(context), context);
        context.getStore(NAMESPACE).put(PerformanceRecorder.class, recorder);
        ActiveRecorders.begin(instances(context), recorder);
    }

    @Override
    public void afterEach(ExtensionContext context) {
        PerformanceRecorder recorder =
                context.getStore(NAMESPACE).get(PerformanceRecorder.class, PerformanceRecorder.class);
        if (recorder != null) {
            ActiveRecorders.end(instances(context), recorder);
        }
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        Class<?> type = parameter.getParameter().getType();
        return type == PerformanceRegressionTracker.class || type == PerformanceRecorder.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        if (parameter.getParameter().getType() == PerformanceRegressionTracker.class) {
            return session(context).tracker();
        }
        PerformanceRecorder recorder =
                context.getStore(NAMESPACE).get(PerformanceRecorder.class, PerformanceRecorder.class);
        if (recorder == null) {
            throw new ParameterResolutionException(
                    "a PerformanceRecorder belongs to one test, but " + parameter.getDeclaringExecutable()
                            + " runs outside of any; take it as a parameter of the test method, or take a"
                            + " PerformanceRegressionTracker here");
        }
        return recorder;
    }

    // Deprecated by JUnit 6, but its successor is missing in JUnit 5.13 and 5.14, with which the extension works too.
    @SuppressWarnings("deprecation")
    private static Session session(ExtensionContext context) {
        return Objects.requireNonNull(context.getRoot()
                .getStore(NAMESPACE)
                .getOrComputeIfAbsent(Session.class, type -> Session.open(context), Session.class));
    }

    private static List<Object> instances(ExtensionContext context) {
        return context.getRequiredTestInstances().getAllInstances();
    }
}
