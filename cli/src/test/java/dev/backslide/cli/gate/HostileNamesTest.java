package dev.backslide.cli.gate;

import dev.backslide.cli.context.CliContext;
import dev.backslide.cli.output.Json;
import dev.backslide.core.Direction;
import dev.backslide.core.FailOn;
import dev.backslide.core.Severity;
import dev.backslide.core.report.ChatText;
import dev.backslide.core.report.CsvExport;
import dev.backslide.core.report.FileNames;
import dev.backslide.core.report.HtmlReport;
import dev.backslide.core.report.MarkdownText;
import dev.backslide.core.report.ReportSummary;
import dev.backslide.core.report.SeriesSection;
import dev.backslide.core.report.TextTable;
import dev.backslide.core.statistics.Summary;
import dev.backslide.core.text.LogLine;
import dev.backslide.core.text.VisibleText;
import dev.backslide.files.CsvLine;
import dev.backslide.files.RejectedRow;
import dev.backslide.files.RejectedRows;
import dev.backslide.gate.Gate;
import dev.backslide.gate.GateFiles;
import dev.backslide.gate.GateResult;
import dev.backslide.gate.GateRule;
import dev.backslide.gate.GateText;
import dev.backslide.testkit.HostileNames;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.w3c.dom.Element;
import org.xml.sax.InputSource;

import javax.xml.parsers.DocumentBuilderFactory;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

/** Each hostile name through each output: it is shown, and nothing is made of it. */
class HostileNamesTest {

    private static final GateRule RULE = new GateRule(FailOn.EVIDENT, Severity.WARNING, false);
    private static final Pattern COMMAND =
            Pattern.compile("##\\[|##[a-z]+\\[|section_(start|end):|(?m)^\\s*(::|---|\\+\\+\\+|~~~|\\^\\^\\^)");
    private static final Pattern FORMULA =
            Pattern.compile("^[\\s\"\\p{Z}\\p{Cf}]*[=+\\-@\\uff1d\\uff0b\\uff0d\\uff20]");

    /** What has no glyph, by Unicode and not by our own rule: control, format, unassigned and the like, and blanks that are letters. */
    private static final Pattern INVISIBLE =
            Pattern.compile("[\\p{C}\\p{Zl}\\p{Zp}\\u00a0\\u115f\\u1160\\u2800\\u3164\\uffa0]");

    @TempDir
    private Path folder = Path.of("");

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    static Stream<String> names() {
        return HostileNames.all().stream();
    }

    @ParameterizedTest
    @MethodSource("names")
    void name_onATerminal_steersNeitherItNorACiSystem(String name) {
        CliContext context = context(Map.of());
        context.out().println(name);
        context.out().println("  " + name);
        context.out().println("a table of " + name);
        context.err().println(name);
        GateText.lines(gate(name), UnaryOperator.identity(), 80).forEach(context.out()::println);
        new TextTable("NAME").row(name).lines().forEach(context.out()::println);

        assertIsHarmless(out.toString());
        assertIsHarmless(err.toString());
        assertIsHarmless(LogLine.of(name));
    }

    @ParameterizedTest
    @MethodSource("names")
    void name_asJson_isTheNameAgainAndSteersNothing(String name) throws IOException {
        context(Map.of()).out().println(file(GateFiles.JSON, name));

        assertIsHarmless(out.toString());
        assertThat(Json.parse(out.toString())).isEqualTo(Json.parse(file(GateFiles.JSON, name)));
    }

    @ParameterizedTest
    @MethodSource("names")
    void name_inAnnotations_addsNone(String name) throws IOException {
        Path summary = folder.resolve("summary.md");
        for (String system : List.of("GITHUB_ACTIONS", "TF_BUILD")) {
            CliContext context = context(Map.of(system, "true", "GITHUB_STEP_SUMMARY", summary.toString()));
            new CiSystem(context).show(gate(name), folder.resolve("report.md"));
        }

        assertThat(out.toString().lines()).allSatisfy(line -> {
            assertThat(line)
                    .matches("(::(error|warning) title=[^:,]*::|##vso\\[task\\.(logissue type=\\w+|uploadsummary)]).*");
            assertIsHarmless(line.substring(line.startsWith("##") ? line.indexOf(']') : line.indexOf("::", 2) + 2));
            assertThat(line).doesNotContainPattern("%(?!25|3A|2C|AZP25)");
        });
        assertIsQuietMarkdown(Files.readString(summary));
    }

    @ParameterizedTest
    @MethodSource("names")
    void name_inMarkdown_isNoMarkupAndMentionsNobody(String name) {
        assertIsQuietMarkdown("x " + MarkdownText.escape(name));
        assertIsQuietMarkdown("x " + MarkdownText.escape("regression of m:" + name + ". Previous: 1"));
        assertIsQuietMarkdown(GateFiles.markdown(gate(name)));
    }

    @ParameterizedTest
    @MethodSource("names")
    void name_inJUnitXml_isShownAndTheFileIsXml(String name) throws Exception {
        Element suite = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new InputSource(new StringReader(file(GateFiles.JUNIT, name))))
                .getDocumentElement();

        assertThat(((Element) suite.getElementsByTagName("testcase").item(1)).getAttribute("name"))
                .isEqualTo(VisibleText.of(name));
    }

    @ParameterizedTest
    @MethodSource("names")
    void name_inCsv_isNoFormulaAndIsReadBack(String name) throws IOException {
        String cell = CsvExport.cell(name);

        assertIsNoFormula(cell);
        assertThat(CsvExport.text(CsvExport.guard(name))).isEqualTo(name);
        if (!cell.contains("\n") && !cell.contains("\r")) {
            assertThat(CsvExport.text(CsvLine.split("a," + cell).get(1))).isEqualTo(name);
        }
        Path rejected = folder.resolve("rejected.csv");
        RejectedRows rows = new RejectedRows();
        rows.add(new RejectedRow(2, "m," + name + ",x", "name was '" + name + "'"));
        rows.write("model,name,value", rejected);
        Files.readAllLines(rejected).forEach(HostileNamesTest::assertIsNoFormula);
        file(GateFiles.CSV, name).lines().forEach(line -> assertIsNoFormula(line.replaceAll(",-?[0-9.]+(?=,)", ",")));
    }

    @ParameterizedTest
    @MethodSource("names")
    void name_inAPage_addsNoMarkup(String name) throws IOException {
        assertThat(page("m:" + name, name).replaceAll("[^<>\"]", ""))
                .isEqualTo(page("m:x", "x").replaceAll("[^<>\"]", ""));
        assertThat(page("m:" + name, name).lines()).allSatisfy(HostileNamesTest::assertIsVisible);
    }

    @ParameterizedTest
    @MethodSource("names")
    void name_inAChatOrAFileName_isTextAlone(String name) {
        assertThat(ChatText.of(name)).doesNotContain("<", ">", "@", "://", "](");
        assertIsVisible(ChatText.of(name));
        assertThat(FileNames.safe(name))
                .matches("[A-Za-z0-9_][A-Za-z0-9._-]{0,99}")
                .doesNotStartWith("-");
    }

    private static void assertIsVisible(String line) {
        assertThat(line).doesNotContainPattern(INVISIBLE).isEqualTo(VisibleText.of(line));
    }

    private static void assertIsHarmless(String printed) {
        assertThat(printed.lines()).allSatisfy(HostileNamesTest::assertIsVisible);
        assertThat(printed).doesNotContainPattern(COMMAND);
    }

    /** What is left when code and escaped characters are taken away is what a renderer, and the site behind it, looks at. */
    private static void assertIsQuietMarkdown(String markdown) {
        String read = markdown.replaceAll("\\\\[!-/:-@\\[-`{-~]|(`+).+?\\1(?!`)|&#32;", "");
        assertThat(read)
                .doesNotContain("@", "://", "www.", "`", "<", "~", "$", "](", "[[", "{{")
                .doesNotContainPattern("#\\w|:[\\w+-]+:");
        assertThat(markdown.lines()).allSatisfy(HostileNamesTest::assertIsVisible);
    }

    private static void assertIsNoFormula(String line) {
        for (String cell : line.split("[,;\\t]", -1)) {
            assertThat(cell).doesNotContainPattern(FORMULA);
        }
    }

    private static String page(String key, String unit) throws IOException {
        StringBuilder page = new StringBuilder();
        new HtmlReport(page)
                .write(
                        Instant.EPOCH,
                        new ReportSummary(1, 1, 0, 0),
                        Collections.emptyIterator(),
                        List.of(new SeriesSection(key, unit, Direction.UNKNOWN, Summary.of(new double[] {1, 2, 3})))
                                .iterator());
        return page.toString();
    }

    /** One of the files of a gate. */
    private String file(String file, String name) throws IOException {
        GateFiles.write(gate(name), folder);
        return Files.readString(folder.resolve(file));
    }

    private static GateResult gate(String name) {
        return Gate.judge(ResultLines.regressionOf(name), RULE);
    }

    private CliContext context(Map<String, String> variables) {
        return new CliContext(variables, folder, new PrintWriter(out), new PrintWriter(err), false, Clock.systemUTC());
    }
}
