package dev.backslide.cli;

import dev.backslide.cli.Configuration.Flag;
import dev.backslide.cli.Configuration.Origin;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class ConfigurationReaderTest {

    @TempDir
    private Path folder = Path.of("");

    @Test
    void settings_nothingSaid_areTheDefaults() {
        Configuration configuration = read(Map.of());

        assertThat(configuration.get(Setting.REGRESSION_THRESHOLD)).isEqualTo(5.0);
        assertThat(configuration.get(Setting.STORAGE_DIR)).isEqualTo("performance_history");
        assertThat(configuration.get(Setting.REPORTS_DIR)).isEqualTo("performance_reports");
        assertThat(configuration.get(Setting.FAIL_ON_REGRESSION)).isTrue();
        assertThat(configuration.valueOf(Setting.REGRESSION_THRESHOLD).origin()).isEqualTo(Origin.DEFAULT);
    }

    @Test
    void specificationsSample_read_setsItsFourKeys() throws IOException {
        write("""
                [performance_regression]
                regression_threshold = 7.5
                storage_dir = history
                reports_dir = reports
                fail_on_regression = false
                """);

        Configuration configuration = read(Map.of());

        assertThat(configuration.get(Setting.REGRESSION_THRESHOLD)).isEqualTo(7.5);
        assertThat(configuration.get(Setting.STORAGE_DIR)).isEqualTo("history");
        assertThat(configuration.get(Setting.FAIL_ON_REGRESSION)).isFalse();
        assertThat(configuration.valueOf(Setting.REPORTS_DIR))
                .isEqualTo(new Configuration.Value("reports", Origin.FILE, Configuration.FILE_NAME));
    }

    @Test
    void value_inFileEnvironmentAndFlag_isTheFlags() throws IOException {
        write("[performance_regression]\nregression_threshold = 6\n");
        Map<String, String> variables = Map.of("BACKSLIDE_REGRESSION_THRESHOLD", "7");

        assertThat(read(variables).valueOf(Setting.REGRESSION_THRESHOLD))
                .isEqualTo(new Configuration.Value("7", Origin.ENVIRONMENT, "BACKSLIDE_REGRESSION_THRESHOLD"));
        assertThat(read(variables, new Flag(Setting.REGRESSION_THRESHOLD, "--threshold", "8"))
                        .valueOf(Setting.REGRESSION_THRESHOLD))
                .isEqualTo(new Configuration.Value("8", Origin.FLAG, "--threshold"));
    }

    @Test
    void problems_several_areReportedAtOnce() throws IOException {
        write("""
                [performance_regression]
                regression_threshold = many
                fail_on_regresion = true
                [kafca]
                bootstrap_servers = x
                """);

        assertThatThrownBy(() -> read(Map.of("BACKSLIDE_SINK_URL", "ftp://x")))
                .isInstanceOf(CommandFailure.class)
                .hasMessageContaining("4 problems")
                .hasMessageContaining("regression_threshold was 'many' but it must be a percentage above 0")
                .hasMessageContaining("fail_on_regresion is no known key; did you mean 'fail_on_regression'?")
                .hasMessageContaining("section was '[kafca]'")
                .hasMessageContaining("did you mean 'kafka'?")
                .hasMessageContaining("BACKSLIDE_SINK_URL was 'ftp://x' but it must be an http or https URL");
    }

    @Test
    void kafkaSetting_ofKafkaItself_isPassedThrough() throws IOException {
        write("""
                [kafka]
                bootstrap_servers = a:1,b:2
                security.protocol = SSL
                schema.registry.url = http://registry:8081
                """);

        Configuration configuration = read(Map.of());

        assertThat(configuration.get(Setting.BOOTSTRAP_SERVERS)).isEqualTo("a:1,b:2");
        assertThat(configuration.kafkaClient())
                .containsOnly(
                        Map.entry("security.protocol", "SSL"),
                        Map.entry("schema.registry.url", "http://registry:8081"));
    }

    @Test
    void kafkaSetting_mistyped_isNamedWithTheNearest() throws IOException {
        write("[kafka]\nsecurity.protocl = SSL\n");

        assertThatThrownBy(() -> read(Map.of()))
                .hasMessageContaining("security.protocl is no known key; did you mean 'security.protocol'?");
    }

    @Test
    void variable_mistyped_isNamedWithTheNearest() {
        assertThatThrownBy(() -> read(Map.of("BACKSLIDE_REGRESION_THRESHOLD", "7")))
                .hasMessageContaining("did you mean BACKSLIDE_REGRESSION_THRESHOLD?");
    }

    @Test
    void file_namedButMissing_isAFailure() {
        assertThatThrownBy(() -> read(Map.of("BACKSLIDE_CONFIG", "none.ini")))
                .isInstanceOf(CommandFailure.class)
                .hasMessageContaining("none.ini")
                .hasMessageContaining("no such file");
    }

    @Test
    void defaults_ofAllSettings_areValid() {
        assertThat(Setting.ALL)
                .allSatisfy(setting -> assertThat(setting.format().reader().apply(setting.defaultText()))
                        .as(setting.id())
                        .isPresent());
    }

    @Test
    void variables_ofAllSettings_areUnique() {
        assertThat(Setting.ALL.stream().map(Setting::variable)).doesNotHaveDuplicates();
    }

    private void write(String text) throws IOException {
        Files.writeString(folder.resolve(Configuration.FILE_NAME), text);
    }

    private Configuration read(Map<String, String> variables, Flag... flags) {
        PrintWriter nowhere = new PrintWriter(Writer.nullWriter());
        return ConfigurationReader.read(
                new Surroundings(variables, folder, nowhere, nowhere, false, Clock.systemUTC()), null, List.of(flags));
    }
}
