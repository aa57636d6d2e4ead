package dev.backslide.junit;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Makes a method a performance test, with or without {@code @Test} or {@code @ParameterizedTest} beside it, or makes all tests of a
 * class performance tests: tagged {@code performance}, given {@link PerformanceRecorder} and tracker parameters, and run only if
 * {@code performance.regression=true} is set as a system property or JUnit configuration parameter. Stateless.
 *
 * @since 0.1
 */
@Documented
@Inherited
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(PerformanceRegressionExtension.class)
@Tag(PerformanceRegressionTest.TAG)
@Test
public @interface PerformanceRegressionTest {

    /** The tag of every performance test. */
    String TAG = "performance";

    /** Model name for {@link PerformanceRecorder#record}, without a colon; empty: the test class's name. */
    String model() default "";
}
