package dev.backslide.core.report;

import dev.backslide.core.RegressionAlert;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Iterator;
import java.util.Locale;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * The performance report as one page that needs nothing beside itself: no script, no font, no image from elsewhere, which its
 * content security policy says too. Written as its parts arrive. Not thread-safe: one a report.
 *
 * @since 0.1
 */
public final class HtmlReport {

    /** What the page may load: its own styles and nothing else. */
    public static final String CONTENT_SECURITY_POLICY = "default-src 'none'; style-src 'unsafe-inline'";

    private static final int MOST_UNFOLDED = 60;
    private static final int MOST_DETAILED = 200;
    private static final int POINTS = 400;
    private static final int FEWER_POINTS = 160;
    private static final String STYLE = style();

    private final Appendable out;

    /** @param out receives the page; flushing and closing it stays with the caller */
    public HtmlReport(Appendable out) {
        this.out = out;
    }

    /** The place of a series within the page, for a link. */
    public static String anchor(String seriesKey) {
        return HtmlSeries.id(seriesKey);
    }

    /**
     * Writes the whole page. Where there are many series, those without an alert that stands are folded, and plots have fewer
     * points.
     *
     * @param alerts in {@link MarkdownReport#ALERT_ORDER}, withdrawn ones left out
     * @param series in the order to be listed
     */
    public void write(
            Instant generatedAt,
            ReportSummary summary,
            Iterator<RegressionAlert> alerts,
            Iterator<SeriesSection> series)
            throws IOException {
        head(generatedAt);
        figures(summary);
        out.append("<section><h2 id=\"alerts\">Recent regression alerts</h2>\n");
        new HtmlAlerts(out).write(summary.alerts(), alerts);
        out.append("</section>\n<section><h2 id=\"metrics\">Metrics history</h2>\n");
        legend();
        HtmlSeries page = new HtmlSeries(
                out, summary.series() <= MOST_UNFOLDED, summary.series() <= MOST_DETAILED ? POINTS : FEWER_POINTS);
        if (!series.hasNext()) {
            out.append("<p>No measurements yet.</p>\n");
        }
        while (series.hasNext()) {
            page.write(series.next());
        }
        out.append("</section>\n</main>\n</body>\n</html>\n");
    }

    private void head(Instant generatedAt) throws IOException {
        String time = PythonFormat.isoformat(generatedAt);
        out.append("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n");
        out.append("<meta http-equiv=\"Content-Security-Policy\" content=\"" + CONTENT_SECURITY_POLICY + "\">\n");
        out.append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
        out.append("<meta name=\"color-scheme\" content=\"light dark\">\n<title>Performance report</title>\n");
        out.append("<style>\n" + STYLE + "</style>\n</head>\n<body>\n<header><h1>Performance report</h1>");
        out.append("<p>Generated on <time datetime=\"" + time + "Z\">" + time.replace('T', ' ')
                + "</time> UTC</p></header>\n");
        out.append("<main>\n");
    }

    private void figures(ReportSummary summary) throws IOException {
        out.append("<section aria-label=\"Summary\"><dl class=\"summary\">");
        figure("Measurements", summary.measurements());
        figure("Metrics", summary.series());
        figure("Regression alerts", summary.alerts());
        figure("Critical", summary.criticalAlerts());
        out.append("</dl></section>\n");
    }

    private void figure(String name, long value) throws IOException {
        out.append("<div><dt>" + name + "</dt><dd>" + String.format(Locale.ROOT, "%,d", value) + "</dd></div>");
    }

    private void legend() throws IOException {
        out.append(
                "<p class=\"legend\"><span class=\"key dot\"></span> measurement <span class=\"key median\"></span> median of"
                        + " 11 neighbours <span class=\"key pinned\"></span> pinned baseline <span class=\"key mark\">▼</span> alert,"
                        + " at the first measurement of the new level <span class=\"key edge\">△</span> outlier beyond the axis."
                        + " The percentage beside a name is the trend: the last 5 measurements against the 5 before.</p>\n");
    }

    private static String style() {
        try (InputStream in = HtmlReport.class.getResourceAsStream("report.css")) {
            if (in == null) {
                throw new IllegalStateException("report.css is missing from the jar; build it again");
            }
            return new String(in.readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
