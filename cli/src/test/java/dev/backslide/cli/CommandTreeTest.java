package dev.backslide.cli;

import dev.backslide.cli.context.CliContext;
import dev.backslide.cli.context.ExitCode;
import dev.backslide.configuration.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Set;

import static org.assertj.core.api.Assertions.assertThat;

class CommandTreeTest {

    @TempDir
    private Path folder = Path.of("");

    @ParameterizedTest
    @MethodSource("commands")
    void help_ofEachCommand_hasExitCodesAndAnExample(String command) {
        Run run = Run.in(folder, command, "--help");

        assertThat(run.code()).isZero();
        assertThat(run.out())
                .contains("Exit codes:")
                .containsPattern("Examples?:")
                .contains("backslide " + command);
    }

    static Set<String> commands() {
        PrintWriter unused = new PrintWriter(Writer.nullWriter());
        CliContext context =
                new CliContext(Map.of(), Path.of(""), unused, unused, false, Clock.fixed(Run.NOW, ZoneOffset.UTC));
        return CommandTree.of(context).getSubcommands().keySet();
    }

    @Test
    void usageError_exitsOneAndNeverTwo() {
        assertThat(Run.in(folder).code()).isEqualTo(ExitCode.FAILED);
        assertThat(Run.in(folder, "recrod").code()).isEqualTo(ExitCode.FAILED);
        assertThat(Run.in(folder, "record", "--model", "m").code()).isEqualTo(ExitCode.FAILED);
        assertThat(Run.in(folder, "stats", "a:b", "--window", "x").code()).isEqualTo(ExitCode.FAILED);
    }

    @Test
    void commandMistyped_isNamedWithTheNearest() {
        assertThat(Run.in(folder, "recrod").errLines())
                .containsExactly(
                        "backslide: unknown command 'recrod'; did you mean 'record'? ('backslide --help' shows the usage)");
    }

    @Test
    void optionMistyped_isNamedWithTheNearest_beforeWhatIsMissing() {
        assertThat(Run.in(folder, "record", "--model", "m", "--nam", "x", "--value", "1")
                        .errLines())
                .singleElement()
                .asString()
                .contains("unknown option '--nam'; did you mean '--name'?");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            record --model m --name n                          | --value NUMBER is missing
            record --value 1                                   | --model NAME and --name NAME are missing
            snooze 6f0c                                        | --for DURATION or --until TIME is missing
            stats                                              | KEY is missing
            record --model m --name n --value abc              | --value was 'abc' but it must be a number, e.g. 12.5
            stats a:b --window x                               | --window was 'x' but it must be a whole number
            ci --severity bad -- true                          | --severity was 'bad' but it must be one of info, warning, critical
            record --model m --name n --value 1 --direction up | --direction was 'up' but it must be higher or lower
            """)
    void argument_missingOrBroken_isNamedWithItsRule(String line, String problem) {
        assertThat(Run.in(folder, line.split(" ", -1)).errLines())
                .containsExactly("backslide: " + problem + " ('backslide " + line.split(" ", -1)[0]
                        + " --help' shows the usage)");
    }

    @Test
    void help_example_isOneLineHoweverLongItIs() {
        assertThat(Run.in(folder, "ci", "--help").out())
                .contains("  backslide ci -- sh -c './bench.sh | xargs ./backslide record --model api --name latency"
                        + " --unit ms --value'\n");
    }

    @Test
    void alertId_empty_isRefusedWithoutAskingAnybody() {
        assertThat(Run.in(folder, "ack", "").errLines())
                .containsExactly(
                        "backslide: ID was empty but it must be the id of an alert or its start; './backslide alerts' shows them");
    }

    @Test
    void measurement_notFinite_isRefusedInOneLine() {
        Run run = Run.in(folder, "record", "--model", "m", "--name", "n", "--value", "NaN");

        assertThat(run.code()).isEqualTo(ExitCode.FAILED);
        assertThat(run.errLines())
                .containsExactly(
                        "backslide: value of m:n was NaN but it must be finite; leave out measurements that failed");
    }

    @Test
    void modelName_withColon_isRefusedInOneLine() {
        Run run = Run.in(folder, "record", "--model", "a:b", "--name", "n", "--value", "1");

        assertThat(run.code()).isEqualTo(ExitCode.FAILED);
        assertThat(run.errLines()).singleElement().asString().contains("must not contain ':'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"alerts", "report", "export"})
    void sink_notThere_isOneSentenceThatSaysHowToStartOne(String command) {
        Run run = Run.in(folder, command, "--sink-url", "http://127.0.0.1:1");

        assertThat(run.code()).isEqualTo(ExitCode.FAILED);
        assertThat(run.errLines())
                .containsExactly("backslide: no sink answers at http://127.0.0.1:1; "
                        + "start one with './backslide up', or name another with --sink-url");
    }

    @Test
    void broker_notThere_isOneSentenceThatSaysHowToStartOne() {
        Run run = Run.in(
                folder, "record", "--model", "m", "--name", "n", "--value", "1", "--bootstrap-servers", "127.0.0.1:1");

        assertThat(run.code()).isEqualTo(ExitCode.FAILED);
        assertThat(run.errLines())
                .containsExactly("backslide: no Kafka broker answers at 127.0.0.1:1; "
                        + "start one with './backslide up', or name another with --bootstrap-servers");
    }

    @Test
    void file_missing_isOneSentence() {
        Run run = Run.in(folder, "replay", "none.csv");

        assertThat(run.code()).isEqualTo(ExitCode.FAILED);
        assertThat(run.errLines())
                .singleElement()
                .asString()
                .contains("none.csv")
                .contains("no such file");
    }

    @Test
    void config_asJson_showsValueAndOrigin() throws IOException {
        Files.writeString(folder.resolve(Configuration.FILE_NAME), "[kafka]\nssl.key.password = hush\n");
        Run run = Run.in(folder, Map.of("BACKSLIDE_PORT", "19092"), "config", "--json");

        assertThat(run.code()).isZero();
        assertThat(run.out())
                .contains("\"value\" : \"19092\"")
                .contains("\"origin\" : \"environment\"")
                .contains("\"ssl.key.password\" : \"********\"")
                .doesNotContain("hush");
    }

    @Test
    void config_ofFreeSections_showsWhatEachKeyMatchesAndItsOrigin() throws IOException {
        Files.writeString(
                folder.resolve(Configuration.FILE_NAME),
                "[thresholds]\ninference_speed = 5.0\n[categories]\nefficiency = higher\n");

        assertThat(Run.in(folder, "config").out())
                .containsPattern("\\[thresholds] inference_speed \\(\\*:inference_speed\\) +5\\.0 +file "
                        + Configuration.FILE_NAME)
                .containsPattern("\\[categories] efficiency +higher +file");
        assertThat(Run.in(folder, "config", "--json").out())
                .contains("\"matches\" : \"*:inference_speed\"")
                .contains("\"system_property\" : \"perf.threshold\"");
    }

    @Test
    void config_withProblems_exitsOneAndListsThem() {
        Run run = Run.in(folder, Map.of("BACKSLIDE_PORT", "x", "BACKSLIDE_HTTP_PORT", "70000"), "config");

        assertThat(run.code()).isEqualTo(ExitCode.FAILED);
        assertThat(run.err())
                .contains("BACKSLIDE_PORT was 'x' but it must be a whole number from 0 to 65535")
                .contains("BACKSLIDE_HTTP_PORT was '70000'");
    }

    @Test
    void up_onATakenPort_namesTheFlag() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Run run = Run.in(folder, "up", "--port", Integer.toString(taken.getLocalPort()));

            assertThat(run.code()).isEqualTo(ExitCode.FAILED);
            assertThat(run.errLines())
                    .singleElement()
                    .asString()
                    .contains("is not free")
                    .contains("--port");
        }
    }
}
