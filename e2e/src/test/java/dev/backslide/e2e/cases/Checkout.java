package dev.backslide.e2e.cases;

import dev.backslide.junit.PerformanceRegressionTestCase;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Records the value of a system property. */
@Tag("checkout")
public class Checkout extends PerformanceRegressionTestCase {

    /** What the test records, in ms. */
    public static final String VALUE = "cases.checkout.millis";

    @Test
    void checkout() {
        recordPerformanceMetric("checkout", Double.parseDouble(System.getProperty(VALUE)), "ms", "shop", "time");
        assertNoPerformanceRegression("shop", "checkout");
    }
}
