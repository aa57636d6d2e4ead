package dev.backslide.core.report;

import dev.backslide.core.RegressionAlert;
import dev.backslide.core.Severity;
import dev.backslide.core.statistics.Summary;
import dev.backslide.core.statistics.Trend;

import java.io.IOException;
import java.util.Comparator;
import java.util.Optional;

/** One series in a page: a line that tells it in short, under it the plot and the figures. Not thread-safe: one a page. */
final class HtmlSeries {

    private final Appendable out;
    private final boolean unfolded;
    private final int mostPoints;

    /**
     * @param unfolded whether series without an alert that stands are unfolded too
     * @param mostPoints of one plot
     */
    HtmlSeries(Appendable out, boolean unfolded, int mostPoints) {
        this.out = out;
        this.unfolded = unfolded;
        this.mostPoints = mostPoints;
    }

    /** A series' place within the page, for links. */
    static String id(String seriesKey) {
        return "s-" + FileNames.safe(seriesKey);
    }

    void write(SeriesSection section) throws IOException {
        Optional<Severity> standing = section.alerts().stream()
                .filter(alert -> alert.state().isOpen())
                .map(RegressionAlert::severity)
                .max(Comparator.naturalOrder());
        String id = id(section.seriesKey());
        out.append("<details class=\"series\"").append(unfolded || standing.isPresent() ? " open>" : ">");
        head(section, standing);
        out.append("<div class=\"body\" id=\"" + id + "\">");
        if (section.curve().size() > 0) {
            new SvgPlot(out, section, mostPoints).write(id);
        }
        figures(section);
        out.append("</div></details>\n");
    }

    private void head(SeriesSection section, Optional<Severity> standing) throws IOException {
        double[] values = section.curve().values();
        Double trend = Trend.percent(values);
        out.append("<summary><h3>" + HtmlText.name(section.seriesKey()) + "</h3>");
        if (standing.isPresent()) {
            String label = standing.get().label();
            out.append("<span class=\"badge " + label + "\">" + label + "</span>");
        }
        out.append(
                "<span class=\"short\"><span class=\"spark\" aria-hidden=\"true\">" + Sparkline.of(values) + "</span>");
        out.append("<span class=\"latest\">"
                + PlainNumber.grouped(section.summary().latest()) + " " + HtmlText.name(section.unit()) + "</span>");
        out.append("<span class=\"trend\">" + (trend == null ? "" : PercentText.signed(trend))
                + "</span></span></summary>\n");
    }

    private void figures(SeriesSection section) throws IOException {
        Summary summary = section.summary();
        String unit = section.unit().isEmpty() ? "no unit" : section.unit();
        out.append("<table class=\"figures\"><caption>" + HtmlText.name(unit) + "</caption><tbody>");
        figure("Latest", PlainNumber.grouped(summary.latest()));
        Double trend = Trend.percent(section.curve().values());
        figure("Trend", trend == null ? "too few measurements" : PercentText.signed(trend));
        Double baseline = section.pinnedBaseline();
        if (baseline != null) {
            Double distance = section.distancePercent();
            figure("Baseline", PlainNumber.grouped(baseline));
            figure("From baseline", distance == null ? "baseline is 0" : PercentText.signed(distance));
        }
        figure("Mean", PlainNumber.grouped(summary.mean()));
        figure("Stdev", PlainNumber.grouped(summary.stdev()));
        figure("Median", PlainNumber.grouped(summary.median()));
        figure("Min", PlainNumber.grouped(summary.min()));
        figure("Max", PlainNumber.grouped(summary.max()));
        figure("Measurements", PlainNumber.grouped(summary.count()));
        figure("Alerts", PlainNumber.grouped(section.alerts().size()));
        out.append("</tbody></table>");
    }

    private void figure(String name, String value) throws IOException {
        out.append("<tr><th scope=\"row\">" + name + "</th><td>" + value + "</td></tr>");
    }
}
