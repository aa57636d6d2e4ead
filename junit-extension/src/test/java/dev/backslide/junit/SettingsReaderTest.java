package dev.backslide.junit;

import dev.backslide.configuration.Setting;
import dev.backslide.core.FailOn;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class SettingsReaderTest {

    @TempDir
    Path folder;

    private final Map<String, String> parameters = new HashMap<>();
    private final Map<String, String> environment = new HashMap<>();
    private final Map<String, String> platformFile = new HashMap<>();

    @Test
    void defaults_areLocalAndStrict() {
        Settings settings = read();

        assertThat(settings.isKafka()).isFalse();
        assertThat(settings.failOn()).isEqualTo(FailOn.EVIDENT);
        assertThat(settings.onNoVerdict()).isEqualTo(OnNoVerdict.FAIL);
        assertThat(settings.verdictTimeout()).isEqualTo(Duration.ofSeconds(10));
        assertThat(settings.storageDir()).isEqualTo(folder.resolve("performance_history"));
        assertThat(settings.reportsDir()).isNull();
        assertThat(settings.resultsFile()).isNull();
    }

    @Test
    void parameter_winsOverEnvironmentOverPlatformFileOverIni() throws IOException {
        Files.writeString(
                folder.resolve("performance_regression_config.ini"),
                "[performance_regression]\nregression_threshold = 1.0\n");
        assertThat(threshold()).isEqualTo(1);
        platformFile.put("perf.threshold", "2");
        parameters.put("perf.threshold", "2");
        assertThat(threshold()).isEqualTo(2);
        environment.put("BACKSLIDE_REGRESSION_THRESHOLD", "3");
        assertThat(threshold()).isEqualTo(3);
        parameters.put("perf.threshold", "4");
        assertThat(threshold()).isEqualTo(4);
    }

    @Test
    void everyProblem_isToldAtOnce() {
        parameters.put("perf.threshold", "-1");
        parameters.put("perf.fail-on", "always");
        parameters.put("perf.on-no-verdict", "ignore");
        parameters.put("perf.verdict-timeout", "soon");

        assertThatThrownBy(this::read)
                .isInstanceOf(ExtensionConfigurationException.class)
                .hasMessageContaining("perf.threshold was '-1' but it must be ")
                .hasMessageContaining(
                        "perf.fail-on was 'always' but it must be one of evident, regression, suspect, never")
                .hasMessageContaining("perf.on-no-verdict was 'ignore' but it must be one of fail, warn")
                .hasMessageContaining("perf.verdict-timeout was 'soon' but it must be a duration, e.g. 500ms, 10s, 2m");
    }

    @Test
    void mistypedName_isAnsweredWithTheNearest() {
        platformFile.put("perf.treshold", "2");

        assertThatThrownBy(this::read).hasMessageContaining("perf.treshold").hasMessageContaining("perf.threshold");
    }

    @Test
    void failOnRegressionFalse_winsOverFailOn() {
        parameters.put("perf.fail-on", "suspect");
        environment.put("BACKSLIDE_FAIL_ON_REGRESSION", "false");

        assertThat(read().failOn()).isEqualTo(FailOn.NEVER);
    }

    @Test
    void durations_haveUnits() {
        parameters.put("perf.verdict-timeout", "2m");
        assertThat(read().verdictTimeout()).isEqualTo(Duration.ofMinutes(2));
        parameters.put("perf.verdict-timeout", "250 ms");
        assertThat(read().verdictTimeout()).isEqualTo(Duration.ofMillis(250));
    }

    @Test
    void resultsFile_isThatOfTheEnvironmentUnlessAParameterNamesAnother() {
        environment.put("BACKSLIDE_RESULTS_FILE", "a.jsonl");
        assertThat(read().resultsFile()).isEqualTo(folder.resolve("a.jsonl"));
        parameters.put("perf.results-file", "b.jsonl");
        assertThat(read().resultsFile()).isEqualTo(folder.resolve("b.jsonl"));
    }

    private double threshold() {
        return read().configuration().get(Setting.REGRESSION_THRESHOLD);
    }

    private Settings read() {
        return new SettingsReader(name -> Optional.ofNullable(parameters.get(name)), environment, platformFile)
                .read(folder);
    }
}
