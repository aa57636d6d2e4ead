package dev.backslide.configuration;

import dev.backslide.configuration.Configuration.Flag;
import dev.backslide.configuration.Configuration.Origin;
import dev.backslide.core.detection.rule.DetectorKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class ConfigurationTest {

    @TempDir
    private Path folder = Path.of("");

    @Test
    void settings_nothingSaid_areTheDefaults() {
        Configuration configuration = read(Map.of());

        assertThat(configuration.get(Setting.REGRESSION_THRESHOLD)).isEqualTo(5.0);
        assertThat(configuration.get(Setting.STORAGE_DIR)).isEqualTo("performance_history");
        assertThat(configuration.get(Setting.REPORTS_DIR)).isEqualTo("performance_reports");
        assertThat(configuration.get(Setting.FAIL_ON_REGRESSION)).isTrue();
        assertThat(configuration.get(Setting.DETECTOR)).isEqualTo(DetectorKind.ADAPTIVE);
        assertThat(configuration.get(Setting.TRACKER)).isEqualTo(TrackerKind.LOCAL);
        assertThat(configuration.get(Setting.FLOOR)).isZero();
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
    void value_asSystemProperty_winsOverTheVariable() {
        Configuration configuration = Configuration.builder()
                .variables(Map.of("BACKSLIDE_REGRESSION_THRESHOLD", "7", "BACKSLIDE_TRACKER", "kafka"))
                .properties(Map.of("perf.threshold", "8", "java.home", "/jdk"))
                .build();

        assertThat(configuration.valueOf(Setting.REGRESSION_THRESHOLD))
                .isEqualTo(new Configuration.Value("8", Origin.PROPERTY, "perf.threshold"));
        assertThat(configuration.get(Setting.TRACKER)).isEqualTo(TrackerKind.KAFKA);
    }

    @Test
    void property_mistyped_isNamedWithTheNearest() {
        ConfigurationBuilder builder =
                Configuration.builder().properties(Map.of("perf.treshold", "8", "perf.other", "x"));

        assertThatThrownBy(builder::build)
                .isInstanceOf(InvalidConfigurationException.class)
                .hasMessage("system property perf.treshold is not a known one; did you mean perf.threshold?");
    }

    @Test
    void builder_withoutWorkingFolder_readsNoFile() {
        assertThat(Configuration.builder().build().file()).isNull();
    }

    @Test
    void builder_settingsInCode_winOverFileAndEnvironment() throws IOException {
        write("[performance_regression]\nregression_threshold = 6\ndetector = adaptive\n");

        Configuration configuration = Configuration.builder()
                .workingDir(folder)
                .variables(Map.of("BACKSLIDE_REGRESSION_THRESHOLD", "7"))
                .set(Setting.REGRESSION_THRESHOLD, 8.5)
                .set(Setting.DETECTOR, DetectorKind.PREVIOUS)
                .set(Setting.DIMENSIONS, List.of("hardware", "branch"))
                .kafkaClient("security.protocol", "SSL")
                .build();

        assertThat(configuration.valueOf(Setting.REGRESSION_THRESHOLD))
                .isEqualTo(new Configuration.Value("8.5", Origin.CODE, ""));
        assertThat(configuration.get(Setting.DETECTOR)).isEqualTo(DetectorKind.PREVIOUS);
        assertThat(configuration.get(Setting.DIMENSIONS)).containsExactly("hardware", "branch");
        assertThat(configuration.kafkaClient()).containsEntry("security.protocol", "SSL");
    }

    @Test
    void builder_wrongSettingInCode_saysTheRule() {
        ConfigurationBuilder builder = Configuration.builder().set(Setting.FLOOR, -1.0);

        assertThatThrownBy(builder::build)
                .isInstanceOf(InvalidConfigurationException.class)
                .hasMessage("floor was '-1.0' but it must be a number of at least 0, in the metric's unit");
    }

    @Test
    void key_writtenTwice_isAProblem() throws IOException {
        write("[performance_regression]\nregression_threshold = 6\nregression_threshold = 7\n");

        assertThatThrownBy(() -> read(Map.of()))
                .hasMessageContaining(
                        "[performance_regression] regression_threshold is written twice; keep one of them");
    }

    @Test
    void section_withACommentBehind_isThatSection() throws IOException {
        write("[performance_regression] # ours\nregression_threshold = 6 ; six\n");

        assertThat(read(Map.of()).get(Setting.REGRESSION_THRESHOLD)).isEqualTo(6.0);
    }

    @Test
    void clients_lookWhereUpListens_unlessToldOtherwise() throws IOException {
        write("[up]\nport = 39417\nhttp_port = 0\n");

        assertThat(read(Map.of()).valueOf(Setting.BOOTSTRAP_SERVERS))
                .isEqualTo(new Configuration.Value("127.0.0.1:39417", Origin.FILE, Configuration.FILE_NAME));
        assertThat(read(Map.of()).valueOf(Setting.SINK_URL).origin()).isEqualTo(Origin.DEFAULT);
        assertThat(read(Map.of("BACKSLIDE_BOOTSTRAP_SERVERS", "kafka:9092")).get(Setting.BOOTSTRAP_SERVERS))
                .isEqualTo("kafka:9092");
    }

    @Test
    void file_withAByteOrderMark_isReadWithoutIt() throws IOException {
        write("\ufeff[performance_regression]\nregression_threshold = 6\n");

        assertThat(read(Map.of()).get(Setting.REGRESSION_THRESHOLD)).isEqualTo(6);
    }

    @Test
    void key_aboveAllSections_isNamed() throws IOException {
        write("regression_threshold = 6\n");

        assertThatThrownBy(() -> read(Map.of()))
                .hasMessageContaining("regression_threshold is above all sections but it must be in one of");
    }

    @Test
    void choice_unknown_saysWhatMayBeWritten() throws IOException {
        write("[performance_regression]\ndetector = clever\ntracker = redis\n");

        assertThatThrownBy(() -> read(Map.of()))
                .hasMessageContaining("detector was 'clever' but it must be adaptive or previous")
                .hasMessageContaining("tracker was 'redis' but it must be local or kafka");
    }

    @Test
    void properties_ofAllSettings_areUnique() {
        assertThat(Setting.ALL.stream().map(Setting::property))
                .doesNotHaveDuplicates()
                .contains("perf.threshold");
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
                .isInstanceOf(InvalidConfigurationException.class)
                .hasMessageContaining("4 problems")
                .hasMessageContaining("regression_threshold was 'many' but it must be a percentage above 0")
                .hasMessageContaining("fail_on_regresion is not a known key; did you mean 'fail_on_regression'?")
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
    void kafkaSetting_thatNothingHeeds_isRefused() throws IOException {
        write("[kafka]\nprocessing.guarantee = at_least_once\nnum.stream.threads = 4\n");

        assertThatThrownBy(() -> read(Map.of()))
                .hasMessageContaining("[kafka] processing.guarantee cannot be set")
                .hasMessageNotContaining("num.stream.threads");
    }

    @Test
    void kafkaSetting_mistyped_isNamedWithTheNearest() throws IOException {
        write("[kafka]\nsecurity.protocl = SSL\n");

        assertThatThrownBy(() -> read(Map.of()))
                .hasMessageContaining("security.protocl is not a known key; did you mean 'security.protocol'?");
    }

    @Test
    void variable_mistyped_isNamedWithTheNearest() {
        assertThatThrownBy(() -> read(Map.of("BACKSLIDE_REGRESION_THRESHOLD", "7")))
                .hasMessageContaining("did you mean BACKSLIDE_REGRESSION_THRESHOLD?");
    }

    @Test
    void file_namedButMissing_isAFailure() {
        assertThatThrownBy(() -> read(Map.of("BACKSLIDE_CONFIG", "none.ini")))
                .isInstanceOf(InvalidConfigurationException.class)
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
        return Configuration.builder()
                .variables(variables)
                .workingDir(folder)
                .flags(List.of(flags))
                .build();
    }
}
