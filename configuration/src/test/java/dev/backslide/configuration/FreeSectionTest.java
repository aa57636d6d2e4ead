package dev.backslide.configuration;

import dev.backslide.configuration.Configuration.Origin;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

class FreeSectionTest {

    @TempDir
    private Path folder = Path.of("");

    @ParameterizedTest
    @CsvSource({
        "my_model:latency.p99, my_model:latency.p99",
        "*:accuracy, *:accuracy",
        "inference_speed, *:inference_speed",
        "bench.py::test_fib[1], *:bench.py::test_fib[1]",
        "shop:bench.py::test_fib[@x](2), shop:bench.py::test_fib[@x](2)",
        "a..b, *:a..b",
        "'my model:first token', 'my model:first token'",
        "'jmh:Sort.sort(size=1000,type=int)', 'jmh:Sort.sort(size=1000,type=int)'",
        "latency?, *:latency?",
        "größe:µs, größe:µs"
    })
    void key_ofAMetric_isTakenAsItIsWritten(String key, String pattern) throws IOException {
        write("[thresholds]\n" + key + " = 2.5\n");

        assertThat(read().entries())
                .containsExactly(
                        new SectionEntry(FreeSection.THRESHOLDS, key, "2.5", Origin.FILE, Configuration.FILE_NAME));
        assertThat(read().entries()).extracting(SectionEntry::pattern).containsExactly(pattern);
    }

    @Test
    void problems_inAllSections_areReportedAtOnce() throws IOException {
        write("""
                [thresholds]
                speed = fast
                [floors]
                speed = -1
                [detectors]
                speed = clever
                [directions]
                speed = up
                [categories]
                efficiency = better
                [treshholds]
                speed = 5
                memory = 6
                """);

        assertThatThrownBy(this::read)
                .isInstanceOfSatisfying(
                        InvalidConfigurationException.class,
                        e -> assertThat(e.problems())
                                .containsExactly(
                                        problem(
                                                "[thresholds] speed was 'fast' but it must be a percentage above 0, e.g. 5.0"),
                                        problem("[floors] speed was '-1' but it must be a number of at least 0, "
                                                + "in the metric's unit"),
                                        problem("[detectors] speed was 'clever' but it must be adaptive or previous"),
                                        problem("[directions] speed was 'up' but it must be higher or lower"),
                                        problem("[categories] efficiency was 'better' but it must be higher or lower"),
                                        problem("section was '[treshholds]' but it must be one of "
                                                + SettingNames.sections() + "; did you mean 'thresholds'?")));
    }

    @Test
    void metric_namedTwice_isAProblem() throws IOException {
        write("[thresholds]\nspeed = 5\n*:speed = 6\n[floors]\nspeed = 1\nspeed = 2\n");

        assertThatThrownBy(this::read)
                .hasMessageContaining("[thresholds] speed and *:speed match the same metrics; keep one of them")
                .hasMessageContaining("[floors] speed is written twice; keep one of them");
    }

    @Test
    void value_withoutKey_isAProblem() throws IOException {
        write("[thresholds]\n= 5\n");

        assertThatThrownBy(this::read).hasMessageContaining("[thresholds] has a value without a key; name the metric");
    }

    @Test
    void key_withoutValue_isAProblem() throws IOException {
        write("[thresholds]\nspeed\n");

        assertThatThrownBy(this::read).hasMessageContaining("[thresholds] speed was '' but it must be a percentage");
    }

    @Test
    void threshold_inCode_replacesTheFiles() throws IOException {
        write("[thresholds]\nspeed = 5\nmemory = 10\n");

        Configuration configuration = Configuration.builder()
                .workingDir(folder)
                .threshold("*:speed", 3)
                .build();

        assertThat(configuration.entries())
                .extracting(SectionEntry::pattern, SectionEntry::text, SectionEntry::origin)
                .containsExactly(tuple("*:speed", "3.0", Origin.CODE), tuple("*:memory", "10", Origin.FILE));
    }

    private static String problem(String text) {
        return Configuration.FILE_NAME + ": " + text;
    }

    private void write(String text) throws IOException {
        Files.writeString(folder.resolve(Configuration.FILE_NAME), text);
    }

    private Configuration read() {
        return Configuration.builder().workingDir(folder).build();
    }
}
