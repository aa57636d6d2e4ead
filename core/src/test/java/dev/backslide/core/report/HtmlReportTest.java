package dev.backslide.core.report;

import dev.backslide.core.AlertState;
import dev.backslide.core.Direction;
import dev.backslide.core.RegressionAlert;
import dev.backslide.core.Severity;
import dev.backslide.core.statistics.Summary;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.xml.sax.InputSource;

import javax.xml.parsers.DocumentBuilderFactory;
import java.io.IOException;
import java.io.StringReader;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

class HtmlReportTest {

    private static final Instant GENERATED = Instant.parse("2023-10-15T10:30:45.123456Z");

    @Test
    void report_oneSeries_hasPlotFiguresAndLink() throws IOException {
        RegressionAlert alert = alert("m:n", AlertState.OPEN, 25);
        String page = page(List.of(alert), List.of(section("m:n", "ms", 30, 2.0, List.of(alert))));

        assertThat(page)
                .contains("<time datetime=\"2023-10-15T10:30:45.123456Z\">")
                .containsOnlyOnce("<svg ")
                .contains("30 measurements from 1970-01-01 to 1970-01-01, between 0 and 29 ms, the newest 29; 1 alert")
                .contains("<tr><th scope=\"row\">Trend</th><td>+22.7 %</td></tr>")
                .contains("<tr><th scope=\"row\">From baseline</th><td>+1,350.0 %</td></tr>")
                .contains("baseline 2</text>")
                .contains("<g class=\"a critical\">");
        String id = page.replaceAll("(?s).*<a href=\"#([^\"]+)\".*", "$1");
        assertThat(page).contains("id=\"" + id + "\"");
    }

    @Test
    void report_hostileNames_areTextAlone() throws IOException {
        String hostile = "m:</title><script>alert(1)</script>\"'><img src=x onerror=alert(1)>&amp;";
        RegressionAlert alert = alert(hostile, AlertState.OPEN, 3);
        String page = page(List.of(alert), List.of(section(hostile, "\"><script>", 12, null, List.of(alert))));

        assertThat(page)
                .doesNotContain("<script", "<img", "'>", "\"\"")
                .contains("m:&lt;/title&gt;&lt;script&gt;alert(1)&lt;/script&gt;&quot;&#39;&gt;&lt;img");
    }

    @Test
    void report_plots_areWellFormedXml() throws Exception {
        String page = page(
                List.of(),
                List.of(
                        section("a:<&>'\"", "µs & more", 500, 3.0, List.of()),
                        section("b:one", "", 1, null, List.of()),
                        section("c:two", "%", 2, null, List.of())));

        for (String svg : plots(page)) {
            assertThat(DocumentBuilderFactory.newInstance()
                            .newDocumentBuilder()
                            .parse(new InputSource(new StringReader(svg)))
                            .getDocumentElement()
                            .getTagName())
                    .isEqualTo("svg");
        }
        assertThat(plots(page)).hasSize(3);
    }

    @Test
    void report_longHistory_hasBoundedPlot() throws IOException {
        String small = page(List.of(), List.of(section("m:n", "ms", 400, null, List.of())));
        String large = page(List.of(), List.of(section("m:n", "ms", 100_000, null, List.of())));

        assertThat(large.length()).isLessThan(small.length() * 3 / 2);
    }

    @Test
    void report_manySeries_foldsThoseWithoutAlert() throws IOException {
        List<SeriesSection> sections = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            String key = "m:n" + i;
            sections.add(section(key, "ms", 20, null, i == 7 ? List.of(alert(key, AlertState.OPEN, 3)) : List.of()));
        }
        String page = page(List.of(), sections);

        assertThat(page.split("<details class=\"series\">", -1)).hasSize(100);
        assertThat(page.split("<details class=\"series\" open>", -1)).hasSize(2);
    }

    @Test
    void report_nothingStored_saysSo() throws IOException {
        assertThat(page(List.of(), List.of())).contains("No regression alerts.", "No measurements yet.");
    }

    private static List<String> plots(String page) {
        return Arrays.stream(page.split("(?=<svg )"))
                .skip(1)
                .map(text -> text.substring(0, text.indexOf("</svg>") + 6))
                .toList();
    }

    private static String page(List<RegressionAlert> alerts, List<SeriesSection> series) throws IOException {
        StringBuilder out = new StringBuilder();
        ReportSummary summary = new ReportSummary(30, series.size(), alerts.size(), alerts.size());
        new HtmlReport(out).write(GENERATED, summary, alerts.iterator(), series.iterator());
        return out.toString();
    }

    private static SeriesSection section(
            String key, String unit, int size, @Nullable Double baseline, List<RegressionAlert> alerts) {
        double[] values = new double[size];
        long[] times = new long[size];
        Arrays.setAll(values, i -> i);
        Arrays.setAll(times, i -> i * 1_000_000L);
        return new SeriesSection(
                key,
                unit,
                Direction.LOWER_IS_BETTER,
                Summary.of(values),
                Curve.of(times, values, size),
                baseline,
                alerts);
    }

    private static RegressionAlert alert(String key, AlertState state, long epochSecond) {
        return RegressionAlert.builder()
                .alertId("id")
                .fingerprint("fingerprint")
                .revision(1)
                .state(state)
                .severity(Severity.CRITICAL)
                .seriesKey(key)
                .metricName("n")
                .modelName("m")
                .unit("ms")
                .category("time")
                .direction(Direction.LOWER_IS_BETTER)
                .detector("previous")
                .previousValue(1)
                .currentValue(2)
                .changePercent(100.0)
                .thresholdPercent(5)
                .timestamp(Instant.ofEpochSecond(epochSecond))
                .openedAt(Instant.ofEpochSecond(epochSecond))
                .eventId("event")
                .lastGoodCommit("abc")
                .firstBadCommit("<b>")
                .message("it became worse")
                .reason("because <b>")
                .build();
    }
}
