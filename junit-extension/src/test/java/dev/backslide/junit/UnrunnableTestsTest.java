package dev.backslide.junit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.TestPlan;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

/** With JUnit's launcher, which finds the listener itself. */
class UnrunnableTestsTest {

    @ParameterizedTest
    @ValueSource(
            classes = {
                Cases.PrivateMethod.class,
                Cases.StaticMethod.class,
                Cases.ReturningMethod.class,
                Cases.PrivateTemplate.class,
                Cases.PrivateTestOfClass.class,
                Cases.InnerClass.class
            })
    void performanceTest_thatCannotRun_failsTheRunByName(Class<?> test) {
        assertThatThrownBy(() -> discover(test, Cases.AnnotationAlone.class))
                .hasMessageContaining("a performance test cannot run")
                .hasMessageContaining(test.getName())
                .hasMessageContaining("must");
    }

    @Test
    void otherTests_areLeftToJunit() {
        TestPlan plan = discover(Cases.PrivateFunctionalTest.class, Cases.AnnotationAlone.class);

        assertThat(plan.countTestIdentifiers(test -> test.getDisplayName().equals("functional()")))
                .isEqualTo(1);
    }

    @Test
    void class_thatIsNotThere_isLeftToJunit() {
        LauncherDiscoveryRequest request = LauncherDiscoveryRequestBuilder.request()
                .selectors(selectClass("com.example.Nowhere"))
                .build();

        assertThatThrownBy(() -> LauncherFactory.create().discover(request))
                .hasMessageContaining("com.example.Nowhere")
                .hasMessageContaining("resolution failed");
    }

    private static TestPlan discover(Class<?>... tests) {
        LauncherDiscoveryRequestBuilder request = LauncherDiscoveryRequestBuilder.request();
        for (Class<?> test : tests) {
            request.selectors(selectClass(test));
        }
        return LauncherFactory.create().discover(request.build());
    }
}
