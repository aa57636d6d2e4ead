package dev.backslide.junit;

import dev.backslide.core.MetricKey;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.commons.support.AnnotationSupport;

import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Names the metric of a test after it: class and method, and for a parameterized test its arguments, since they make another
 * thing of it. Repetitions measure the same thing and share a name. Stateless.
 */
final class MeasurementName {

    /** Part of the unique id of each invocation of a test template, as JUnit writes it. */
    private static final String INVOCATION = "[test-template-invocation:";

    private MeasurementName() {}

    static MetricKey of(ExtensionContext context) {
        Method method = context.getRequiredTestMethod();
        boolean parameterized = context.getUniqueId().contains(INVOCATION)
                && !AnnotationSupport.isAnnotated(method, RepeatedTest.class);
        return new MetricKey(
                model(context, method),
                parameterized ? method.getName() + " " + context.getDisplayName() : method.getName());
    }

    private static String model(ExtensionContext context, Method method) {
        Class<?> test = context.getRequiredTestClass();
        return Stream.<AnnotatedElement>of(method, test)
                .map(element -> AnnotationSupport.findAnnotation(element, PerformanceRegressionTest.class))
                .flatMap(Optional::stream)
                .map(PerformanceRegressionTest::model)
                .filter(model -> !model.isEmpty())
                .findFirst()
                .orElseGet(() -> nameOf(test));
    }

    /** {@code Outer.Inner}, without the package. */
    private static String nameOf(Class<?> test) {
        String name = test.getName();
        return name.substring(name.lastIndexOf('.') + 1).replace('$', '.');
    }
}
