package dev.backslide.sink;

import com.fasterxml.jackson.databind.JsonNode;
import dev.backslide.core.AlertState;
import dev.backslide.core.Direction;
import dev.backslide.core.Severity;
import dev.backslide.core.report.Curve;
import dev.backslide.core.report.HtmlReport;
import dev.backslide.core.report.ReportSummary;
import dev.backslide.core.report.SeriesSection;
import dev.backslide.core.statistics.Summary;
import dev.backslide.core.text.VisibleText;
import dev.backslide.sink.settings.SinkSettings;
import dev.backslide.testkit.BrokerExtension;
import dev.backslide.testkit.HostileNames;
import dev.backslide.testkit.TestBroker;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/** The page of the report in a real browser. */
@ExtendWith(BrokerExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ReportPageIT {

    private static final String HOSTILE = "</title><script>document.title='owned'</script><img src=x onerror=alert(1)>";
    private static final String CONTRAST = """
            (() => {
              const light = c => { const [r, g, b] = c.match(/[0-9.]+/g).slice(0, 3).map(v => v / 255)
                  .map(v => v <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4); return 0.2126 * r + 0.7152 * g + 0.0722 * b; };
              const back = light(getComputedStyle(document.body).backgroundColor);
              const ratio = e => { const own = light(getComputedStyle(e).color);
                  return (Math.max(own, back) + 0.05) / (Math.min(own, back) + 0.05); };
              return Math.min(...[...document.querySelectorAll('h1, p, a, td, th, .badge, .trend, dt')].map(ratio));
            })()""";

    private final Publisher publisher;
    private final Sink sink;
    private final Path folder;
    private @Nullable Browser browser;

    ReportPageIT(TestBroker broker, @TempDir Path folder) {
        this.folder = folder;
        publisher = new Publisher(broker);
        sink = Sink.start(SinkSettings.of(broker.bootstrapServers(), publisher.settings(), folder.resolve("store")));
    }

    @BeforeAll
    void open() throws Exception {
        Random random = new Random(4);
        double[] values = IntStream.range(0, 300)
                .mapToDouble(i -> (i < 200 ? 150 : 140) + random.nextGaussian())
                .toArray();
        publisher.measurements("my_model", "inference_speed", "tokens/sec", values);
        publisher.measurements("my_model", HOSTILE, "\"><script>", 1, 2, 3);
        publisher.alert(Publisher.alert("open", 1, AlertState.OPEN, Severity.CRITICAL, "inference_speed"));
        publisher.alert(Publisher.alert("closed", 1, AlertState.RESOLVED, Severity.WARNING, HOSTILE));
        publisher.stats("my_model", "inference_speed", values);
        SinkIT.awaitCaughtUp(sink);
        Optional<Path> executable = Browser.find();
        assumeTrue(
                executable.isPresent(),
                "no browser: put chromium, chromium-browser or google-chrome on the path to have the page tested");
        browser = Browser.start(executable.get(), Files.createDirectory(folder.resolve("profile")));
    }

    @AfterAll
    void close() throws Exception {
        if (browser != null) {
            browser.close();
        }
        sink.close();
        publisher.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {390, 768, 1280})
    void page_anyWidth_holdsEveryPlot(int width) throws Exception {
        Browser open = visit(width, false);

        assertThat(open.evaluate("document.documentElement.scrollWidth").asInt())
                .isLessThanOrEqualTo(width);
        assertThat(open.evaluate("document.querySelectorAll('svg.plot').length").asInt())
                .isEqualTo(2);
        assertThat(open.evaluate(
                                "Math.min(...[...document.querySelectorAll('svg.plot')].map(p => p.getBoundingClientRect())"
                                        + ".map(box => box.right <= innerWidth && box.height > 80 ? box.width : 0))")
                        .asDouble())
                .isGreaterThan(300);
    }

    @Test
    void plot_everyMark_liesInsideIt() throws Exception {
        Browser open = visit(1280, false);

        assertThat(open.evaluate("""
                [...document.querySelectorAll('svg.plot')].flatMap(plot => {
                  const frame = plot.getBoundingClientRect();
                  return [...plot.querySelectorAll('path, text, circle')]
                      .filter(mark => { const box = mark.getBoundingClientRect(); return box.left < frame.left - 1 || box.right > frame.right + 1
                          || box.top < frame.top - 1 || box.bottom > frame.bottom + 1; })
                      .map(mark => mark.outerHTML);
                }).join('; ')""").asText()).isEmpty();
        assertThat(open.evaluate("document.querySelectorAll('svg.plot .a.critical').length")
                        .asInt())
                .isEqualTo(1);
        assertThat(open.evaluate(
                                "document.querySelector('.alerts a').hash == '#' + document.querySelectorAll('.body')[1].id")
                        .asBoolean())
                .isTrue();
    }

    @Test
    void page_hostileNames_areShownAndRunNothing() throws Exception {
        Browser open = visit(1280, false);

        assertThat(open.evaluate("document.title").asText()).isEqualTo("Performance report");
        assertThat(open.evaluate("document.querySelectorAll('script, img, iframe, link').length")
                        .asInt())
                .isZero();
        assertThat(open.evaluate("document.querySelectorAll('h3')[0].textContent")
                        .asText())
                .isEqualTo("my_model:" + HOSTILE);
        assertThat(open.problems()).isEmpty();
    }

    @Test
    void page_everyHostileName_isShownAsTextAndRunsNothing() throws Exception {
        List<String> names = HostileNames.all();
        Path file = folder.resolve("hostile.html");
        try (Writer out = Files.newBufferedWriter(file)) {
            new HtmlReport(out)
                    .write(
                            Instant.EPOCH,
                            new ReportSummary(3L * names.size(), names.size(), 0, 0),
                            List.<dev.backslide.core.RegressionAlert>of().iterator(),
                            names.stream()
                                    .map(name -> new SeriesSection(
                                            "m:" + name, name, Direction.UNKNOWN, Summary.of(new double[] {1, 2, 3})))
                                    .iterator());
        }
        Browser open = Objects.requireNonNull(browser);
        open.visit(file.toUri().toString(), 1280, false);

        JsonNode shown = open.evaluate("[...document.querySelectorAll('h3')].map(heading => heading.textContent)");
        assertThat(shown)
                .extracting(JsonNode::asText)
                .containsExactlyElementsOf(
                        names.stream().map(name -> VisibleText.of("m:" + name)).toList());
        assertThat(open.evaluate("document.title").asText()).isEqualTo("Performance report");
        assertThat(open.evaluate("document.querySelectorAll('script, img, iframe, link, object, embed, form').length")
                        .asInt())
                .isZero();
        assertThat(open.evaluate("[...document.querySelectorAll('*')].flatMap(e => [...e.attributes])"
                                + ".filter(a => a.name.startsWith('on') || /^\\s*javascript:/i.test(a.value)).length")
                        .asInt())
                .isZero();
        assertThat(open.problems()).isEmpty();
        assertThat(open.requests()).containsExactly(file.toUri().toString());
    }

    @Test
    void page_loadsNothingBesideItself() throws Exception {
        Browser open = visit(1280, false);

        assertThat(open.evaluate("performance.getEntriesByType('resource').length")
                        .asInt())
                .isZero();
        assertThat(open.requests()).allMatch(url -> url.equals(url()) || url.endsWith("/favicon.ico"));
    }

    @ParameterizedTest
    @CsvSource({"false, 'rgb(255, 255, 255)'", "true, 'rgb(14, 18, 23)'"})
    void page_darkOrLight_isReadable(boolean dark, String background) throws Exception {
        Browser open = visit(1280, dark);

        assertThat(open.evaluate("getComputedStyle(document.body).backgroundColor")
                        .asText())
                .isEqualTo(background);
        assertThat(open.evaluate(CONTRAST).asDouble())
                .as("contrast, 4.5 at least")
                .isGreaterThanOrEqualTo(4.5);
    }

    @Test
    void page_everyPlot_isNamedAndDescribed() throws Exception {
        Browser open = visit(1280, false);

        assertThat(open.evaluate("[...document.querySelectorAll('svg.plot')].every(plot => plot.getAttribute("
                                + "'aria-labelledby').split(' ').every(id => document.getElementById(id).textContent"
                                + ".length > 3))")
                        .asBoolean())
                .isTrue();
        assertThat(open.evaluate("document.querySelectorAll('table.figures th[scope=row]').length")
                        .asInt())
                .isGreaterThan(10);
    }

    @Test
    void page_ofAThousandSeries_isFoldedAndBounded() throws Exception {
        Path file = folder.resolve("thousand.html");
        try (Writer out = Files.newBufferedWriter(file)) {
            new HtmlReport(out)
                    .write(
                            Instant.EPOCH,
                            new ReportSummary(300_000, 1_000, 0, 0),
                            List.<dev.backslide.core.RegressionAlert>of().iterator(),
                            IntStream.range(0, 1_000)
                                    .mapToObj(ReportPageIT::section)
                                    .iterator());
        }
        Browser open = Objects.requireNonNull(browser);
        open.visit(file.toUri().toString(), 1280, false);

        assertThat(Files.size(file)).isLessThan(8_000_000);
        assertThat(open.evaluate("document.querySelectorAll('svg.plot').length").asInt())
                .isEqualTo(1_000);
        assertThat(open.evaluate("document.querySelectorAll('details[open]').length")
                        .asInt())
                .isZero();
        assertThat(open.evaluate("document.documentElement.scrollHeight").asInt())
                .isLessThan(60_000);
    }

    private static SeriesSection section(int number) {
        Random random = new Random(number);
        double[] values = random.doubles(300, 90, 110).toArray();
        long[] times = new long[values.length];
        Arrays.setAll(times, i -> i * 86_400_000_000L);
        return new SeriesSection(
                "model:metric" + number,
                "ms",
                Direction.LOWER_IS_BETTER,
                Summary.of(values),
                Curve.of(times, values, values.length),
                null,
                List.of());
    }

    private Browser visit(int width, boolean dark) throws Exception {
        Browser open = Objects.requireNonNull(browser);
        open.visit(url(), width, dark);
        return open;
    }

    private String url() {
        return "http://127.0.0.1:" + sink.httpPort() + "/api/v1/report.html";
    }
}
