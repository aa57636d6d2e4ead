package dev.backslide.core.detection.changepoint;

import dev.backslide.core.MetricEvent;
import dev.backslide.core.detection.history.RunSpread;
import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.stream.DoubleStream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

class SampleNoiseTest {

    @Test
    void standardError_ofTwoSamples_isThatOfTheirDeviation() {
        // 1.4826 * 1 is more than sqrt(2), n = 2
        assertThat(SampleNoise.standardError(List.of(1.0, 3.0)))
                .isCloseTo(1.2533 * 1.4826 / Math.sqrt(2), within(1e-12));
    }

    @Test
    void standardError_ofKnownSamples_isTheFormula() {
        // s = max(1.4826 * 1, sqrt((4 + 1 + 0 + 1 + 4) / 4)), n = 5
        assertThat(SampleNoise.standardError(List.of(5.0, 1.0, 3.0, 2.0, 4.0)))
                .isCloseTo(1.2533 * Math.sqrt(2.5) / Math.sqrt(5), within(1e-12));
    }

    @Test
    void standardError_ofOneOutlierAmongTwenty_isThatOfTheRest() {
        Double[] samples = normal(new Random(1), 20);
        double clean = SampleNoise.standardError(Arrays.asList(samples));
        samples[7] = 1e6;
        assertThat(SampleNoise.standardError(Arrays.asList(samples))).isCloseTo(clean, within(0.6 * clean));
    }

    @Test
    void explained_coversTheMedianOfNormalRuns() {
        Random random = new Random(2);
        int beyond = 0;
        for (int run = 0; run < 2_000; run++) {
            Double[] samples = normal(random, 30);
            double[] sorted =
                    Arrays.stream(samples).mapToDouble(v -> v).sorted().toArray();
            beyond += Math.abs(Level.ofSorted(sorted, sorted.length) - 100) > explained(Arrays.asList(samples)) ? 1 : 0;
        }
        assertThat(beyond).isLessThan(20);
    }

    @Test
    void explained_scalesWithTheSamples() {
        Double[] samples = normal(new Random(3), 12);
        double plain = explained(Arrays.asList(samples));
        List<Double> scaled = Arrays.stream(samples).map(v -> v * 0x1p30).toList();
        assertThat(explained(scaled)).isEqualTo(plain * 0x1p30);
    }

    @Test
    void explained_atTheEndsOfTheRange_isFinite() {
        List<Double> wide =
                DoubleStream.of(-1e308, 1e308, -1e308, 1e308, 0, 1e300).boxed().toList();
        assertThat(explained(wide)).isFinite().isPositive();
        assertThat(spread(wide).explained(spread(wide))).isFinite();
        assertThat(explained(Collections.nCopies(100, 1e-300))).isZero();
    }

    private static double explained(List<Double> samples) {
        return spread(samples).explained();
    }

    private static RunSpread spread(List<Double> samples) {
        return Objects.requireNonNull(RunSpread.of(MetricEvent.builder("m", "n", 0, "ms")
                .timestamp(Instant.EPOCH)
                .samples(samples)
                .build()));
    }

    private static Double[] normal(Random random, int n) {
        Double[] samples = new Double[n];
        Arrays.setAll(samples, i -> 100 + random.nextGaussian());
        return samples;
    }
}
