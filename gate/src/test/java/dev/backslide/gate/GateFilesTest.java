package dev.backslide.gate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.backslide.core.FailOn;
import dev.backslide.core.Severity;
import dev.backslide.core.Verdict;
import dev.backslide.core.VerdictReason;
import dev.backslide.sdk.tracker.MeasurementResult;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.xml.sax.InputSource;

import javax.xml.parsers.DocumentBuilderFactory;
import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class GateFilesTest {

    private static final GateRule RULE = new GateRule(FailOn.EVIDENT, Severity.WARNING, false);
    private static final GateResult MIXED = Gate.judge(
            Results.run(
                    Results.pass("m:good"),
                    Results.first("m:new"),
                    Results.unanswered("m:silent"),
                    Results.suspect("m:maybe"),
                    Results.regression("m:bad|<b>&\"", Severity.CRITICAL)),
            RULE);

    @TempDir
    private Path folder = Path.of("");

    @Test
    void files_written_areAllThere() {
        assertThat(GateFiles.write(MIXED, folder.resolve("a/b")))
                .extracting(path -> String.valueOf(path.getFileName()))
                .containsExactly("ci_report.md", "ci_results.csv", "ci_results.json", "TEST-backslide-ci.xml");
        assertThat(folder.resolve("a/b")).isNotEmptyDirectory();
    }

    @Test
    void folder_thatCannotBeMade_isOneSentence() throws Exception {
        Path file = Files.writeString(folder.resolve("file"), "");

        assertThatThrownBy(() -> GateFiles.write(MIXED, file.resolve("reports")))
                .isInstanceOf(GateException.class)
                .hasMessageContaining("choose another place with --reports-dir");
    }

    @Test
    void junit_hasACaseForEachMeasurement_andOneForTheGate() throws Exception {
        Element suite = parse(text(GateJUnitXml::write, MIXED)).getDocumentElement();

        assertThat(suite.getTagName()).isEqualTo("testsuite");
        assertThat(suite.getAttribute("tests")).isEqualTo("6");
        assertThat(suite.getElementsByTagName("testcase").getLength()).isEqualTo(6);
        assertThat(suite.getAttribute("failures")).isEqualTo("1");
        assertThat(suite.getElementsByTagName("failure").getLength()).isEqualTo(1);
        assertThat(suite.getAttribute("errors")).isEqualTo("1");
        assertThat(suite.getElementsByTagName("error").getLength()).isEqualTo(1);
        assertThat(suite.getAttribute("skipped")).isEqualTo("1");
        Element worst = (Element) suite.getElementsByTagName("testcase").item(1);
        assertThat(worst.getAttribute("classname")).isEqualTo("m");
        assertThat(worst.getAttribute("name")).isEqualTo("bad|<b>&\"");
        assertThat(worst.getTextContent()).contains("change +31.9 %");
    }

    @Test
    void junit_ofAGateThatMeasuredNothing_isAnError() throws Exception {
        Element suite = parse(text(GateJUnitXml::write, Gate.judge(Results.run(), RULE)))
                .getDocumentElement();

        assertThat(suite.getAttribute("errors")).isEqualTo("1");
        assertThat(((Element) suite.getElementsByTagName("error").item(0)).getAttribute("message"))
                .contains("nothing was measured");
    }

    @Test
    void junit_ofAMissingMetric_hasAnErrorOfItsOwn() throws Exception {
        GateRun run = Results.run(Results.pass("m:a"));
        GateRun lacking =
                new GateRun(run.runId(), run.tracker(), run.command(), 0, run.measured(), List.of("m:gone"), List.of());
        Element suite =
                parse(text(GateJUnitXml::write, Gate.judge(lacking, RULE))).getDocumentElement();

        assertThat(suite.getAttribute("tests")).isEqualTo("3");
        assertThat(suite.getAttribute("errors")).isEqualTo("2");
        assertThat(((Element) suite.getElementsByTagName("testcase").item(1)).getAttribute("name"))
                .isEqualTo("m:gone");
    }

    @Test
    void junit_withControlCharacters_isStillXml() throws Exception {
        GateResult result = Gate.judge(
                Results.run(Results.of(
                        "m:a",
                        Verdict.PASS,
                        null,
                        1.0,
                        VerdictReason.WITHIN_THRESHOLD,
                        "odd \u0000\u001b\ud800\uffff text")),
                RULE);

        assertThat(parse(text(GateJUnitXml::write, result)).getDocumentElement().getTextContent())
                .contains("odd \\u0000\\u001b\\ud800\\uffff text");
    }

    @Test
    void markdown_showsTheWorstFirst_andItsNamesMakeNoTable() {
        String markdown = GateMarkdown.render(MIXED);

        assertThat(markdown.lines().filter(line -> line.startsWith("| **REGRESSION (critical)**")))
                .singleElement()
                .asString()
                .contains("bad\\|\\<b>")
                .contains("| 100 ms | 131.87 ms | +31.9 % | 5 % | 2.5 % |");
        assertThat(markdown.indexOf("m:bad")).isLessThan(markdown.indexOf("m:good"));
    }

    @Test
    void json_hasOutcomeAndNumbers() throws Exception {
        JsonNode json = new ObjectMapper().readTree(text(GateJson::write, MIXED));

        assertThat(json.path("outcome").asText()).isEqualTo("regression");
        assertThat(json.path("exit_code").asInt()).isEqualTo(2);
        assertThat(json.path("measurements")).hasSize(5);
        JsonNode worst = json.path("measurements").path(0);
        assertThat(worst.path("counts_as").asText()).isEqualTo("failure");
        assertThat(worst.path("change_percent").asDouble()).isEqualTo(31.87);
        assertThat(json.path("measurements").path(4).path("noise_percent").asDouble())
                .isEqualTo(2.5);
    }

    @Test
    void csv_hasALineEach() {
        assertThat(text(GateCsv::write, MIXED).lines())
                .hasSize(6)
                .anyMatch(line ->
                        line.startsWith("failure,REGRESSION,critical,m,\"bad|<b>&\"\"\",") && line.contains(",31.87,"));
    }

    @Test
    void table_ofManyPasses_isCut() {
        MeasurementResult[] many = new MeasurementResult[60];
        for (int i = 0; i < many.length; i++) {
            many[i] = Results.pass("m:metric_" + i);
        }

        assertThat(GateText.lines(Gate.judge(Results.run(many), RULE), UnaryOperator.identity(), Integer.MAX_VALUE))
                .contains("… 10 more passed")
                .noneMatch(line -> line.contains("\u001b"))
                .filteredOn(line -> line.startsWith("PASS "))
                .hasSize(50);
    }

    private static Document parse(String xml) throws Exception {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        return factory.newDocumentBuilder().parse(new InputSource(new StringReader(xml)));
    }

    @FunctionalInterface
    private interface Output {
        void write(GateResult result, Writer out) throws IOException;
    }

    private static String text(Output output, GateResult result) {
        StringWriter text = new StringWriter();
        try {
            output.write(result, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }
}
