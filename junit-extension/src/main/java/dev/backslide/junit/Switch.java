package dev.backslide.junit;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestTemplate;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.commons.support.AnnotationSupport;

import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.util.Optional;

import static org.junit.jupiter.api.extension.ConditionEvaluationResult.disabled;
import static org.junit.jupiter.api.extension.ConditionEvaluationResult.enabled;

/**
 * Whether performance tests run. Annotated ones ask for {@code performance.regression=true}, as the specification's plugin asks
 * for its option; those of the base class or the mixin run as any test does; {@code false} switches all of them off. Stateless.
 */
final class Switch {

    /** System property or JUnit configuration parameter: {@code true}, {@code false}, or not set. */
    static final String PROPERTY = "performance.regression";

    /** Part of the unique id of a plain test, as JUnit writes it. */
    private static final String PLAIN = "[method:";

    private Switch() {}

    static ConditionEvaluationResult evaluate(ExtensionContext context) {
        AnnotatedElement element = context.getElement().orElse(null);
        if (element instanceof Method method
                && isTemplate(method)
                && context.getUniqueId().contains(PLAIN)) {
            return disabled("the test runs as the template, e.g. @ParameterizedTest, that it is annotated with");
        }
        Optional<String> set = context.getConfigurationParameter(PROPERTY).map(String::strip);
        if (set.filter(text -> !isBoolean(text)).isPresent()) {
            throw new ExtensionConfigurationException(
                    PROPERTY + " was '" + set.get() + "' but it must be true or false; correct it or leave it out");
        }
        if (set.filter("true"::equalsIgnoreCase).isPresent()) {
            return enabled("performance tests are switched on by " + PROPERTY + "=true");
        }
        if (set.isPresent() && isPerformanceTest(element)) {
            return disabled("performance tests are switched off by " + PROPERTY + "=false");
        }
        return isAnnotated(element)
                ? disabled("performance tests are not switched on; run with -D" + PROPERTY
                        + "=true, or set it as a JUnit configuration parameter")
                : enabled("no test that needs to be switched on");
    }

    private static boolean isBoolean(String text) {
        return text.equalsIgnoreCase("true") || text.equalsIgnoreCase("false");
    }

    /** Whether an element is annotated, or a class whose tests are performance tests. */
    static boolean isPerformanceTest(@Nullable AnnotatedElement element) {
        return isAnnotated(element)
                || (element instanceof Class<?> type && PerformanceRegressionTestMixin.class.isAssignableFrom(type));
    }

    /** Whether it is repeated, parameterized or a factory: then the annotation must not make a second, plain test of it. */
    static boolean isTemplate(Method method) {
        return AnnotationSupport.isAnnotated(method, TestTemplate.class)
                || AnnotationSupport.isAnnotated(method, TestFactory.class);
    }

    private static boolean isAnnotated(@Nullable AnnotatedElement element) {
        return AnnotationSupport.isAnnotated(element, PerformanceRegressionTest.class);
    }
}
