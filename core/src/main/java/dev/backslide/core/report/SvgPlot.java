package dev.backslide.core.report;

import dev.backslide.core.Direction;
import dev.backslide.core.RegressionAlert;
import dev.backslide.core.text.Counted;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Locale;

/**
 * One series as an SVG inside a page: measurements evenly spaced, the median of their neighbours, alerts where they began, the
 * pinned baseline. Not thread-safe: one a series.
 */
final class SvgPlot {

    private static final int WIDTH = 720;
    private static final int HEIGHT = 236;
    private static final int LEFT = 62;
    private static final int RIGHT = WIDTH - 14;
    private static final int TOP = 28;
    private static final int BOTTOM = HEIGHT - 40;
    private static final int REACH = 5;
    private static final int TIME_TICKS = 5;
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("yyyy-MM-dd", Locale.ROOT);
    private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("MM-dd HH:mm", Locale.ROOT);
    private static final DateTimeFormatter SECOND = DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT);

    private final SvgText svg;
    private final SeriesSection section;
    private final Curve curve;
    private final int[] shown;
    private final PlotRange range;
    private final Axis axis;

    /** @param section with at least one measurement on its curve */
    SvgPlot(Appendable out, SeriesSection section, int mostPoints) {
        this.svg = new SvgText(out);
        this.section = section;
        this.curve = section.curve();
        this.shown = curve.shown(mostPoints);
        PlotRange measured = PlotRange.of(curve.values());
        Double baseline = section.pinnedBaseline();
        this.range = baseline == null ? measured : measured.with(baseline);
        this.axis = Axis.over(range.low(), range.high());
    }

    /** @param id of the series within the page, safe in an attribute */
    void write(String id) throws IOException {
        svg.raw("<svg class=\"plot\" role=\"img\" viewBox=\"0 0 " + WIDTH + " " + HEIGHT + "\" aria-labelledby=\"t-"
                + id + " d-" + id + "\">");
        svg.raw("<title id=\"t-" + id + "\">" + HtmlText.escape(section.seriesKey()) + "</title>");
        svg.raw("<desc id=\"d-" + id + "\">" + HtmlText.escape(description()) + "</desc>");
        values();
        times();
        points();
        level();
        baseline();
        for (RegressionAlert alert : section.alerts()) {
            alert(alert);
        }
        latest();
        svg.raw("</svg>\n");
    }

    /** The plot in words. */
    private String description() {
        long outside = Arrays.stream(curve.values())
                .filter(value -> !range.holds(value))
                .count();
        return Counted.of(curve.size(), "measurement") + " from " + day(curve.time(0)) + " to "
                + day(curve.time(curve.size() - 1))
                + ", between " + PlainNumber.grouped(section.summary().min()) + " and "
                + PlainNumber.grouped(section.summary().max()) + " " + section.unit() + ", the newest "
                + PlainNumber.grouped(section.summary().latest()) + "; "
                + Counted.of(section.alerts().size(), "alert")
                + (outside == 0
                        ? ""
                        : "; " + Counted.of(outside, "outlier is", "outliers are") + " marked at the edge");
    }

    private void values() throws IOException {
        for (double tick : axis.ticks()) {
            svg.line("g", LEFT, y(tick), RIGHT, y(tick));
            svg.label(LEFT - 7, y(tick) + 4, "end", axis.label(tick));
        }
        String better = switch (section.direction()) {
            case HIGHER_IS_BETTER -> "higher is better";
            case LOWER_IS_BETTER -> "lower is better";
            case UNKNOWN -> "direction unknown";
        };
        svg.label(LEFT - 7, 12, "start", (section.unit().isEmpty() ? "no unit" : section.unit()) + " · " + better);
    }

    private void times() throws IOException {
        int last = curve.size() - 1;
        DateTimeFormatter format = format(Duration.between(curve.time(0), curve.time(last)));
        int before = -1;
        for (int i = 0; i < TIME_TICKS; i++) {
            int position = (int) Math.round((double) last * i / (TIME_TICKS - 1));
            if (position == before) {
                continue;
            }
            before = position;
            svg.line("g", x(position), BOTTOM, x(position), BOTTOM + 4.0);
            String anchor = last == 0 || (position > 0 && position < last) ? "middle" : position == 0 ? "start" : "end";
            svg.label(
                    x(position),
                    BOTTOM + 17.0,
                    anchor,
                    format.format(curve.time(position).atOffset(ZoneOffset.UTC)));
        }
        svg.label((LEFT + RIGHT) / 2.0, HEIGHT - 6.0, "middle", "measurements, evenly spaced, with their time (UTC)");
    }

    private void points() throws IOException {
        StringBuilder inside = new StringBuilder();
        StringBuilder outside = new StringBuilder();
        for (int position : shown) {
            double value = curve.value(position);
            boolean fits = range.holds(value);
            SvgText path = new SvgText(fits ? inside : outside);
            path.raw("M").at(x(position)).raw(" ").at(y(value));
            path.raw(fits ? "h0" : value > range.high() ? "l-4 7h8z" : "l-4 -7h8z");
        }
        svg.raw("<path class=\"p\" d=\"" + inside + "\"/>");
        if (outside.length() > 0) {
            svg.raw("<path class=\"o\" d=\"" + outside + "\"/>");
        }
    }

    private void level() throws IOException {
        if (curve.size() <= REACH) {
            return;
        }
        svg.raw("<path class=\"l\" d=\"");
        for (int i = 0; i < shown.length; i++) {
            svg.raw(i == 0 ? "M" : "L").at(x(shown[i])).raw(" ").at(y(curve.medianAround(shown[i], REACH)));
        }
        svg.raw("\"/>");
    }

    private void baseline() throws IOException {
        Double baseline = section.pinnedBaseline();
        if (baseline != null) {
            svg.line("b", LEFT, y(baseline), RIGHT, y(baseline));
            svg.raw("<g class=\"bl\">");
            svg.label(RIGHT, y(baseline) - 5, "end", "baseline " + PlainNumber.grouped(baseline));
            svg.raw("</g>");
        }
    }

    private void alert(RegressionAlert alert) throws IOException {
        int position = curve.positionAt(alert.openedAt());
        if (position == curve.size()) {
            return;
        }
        String style = alert.severity().label() + (alert.state().isOpen() ? "" : " closed");
        svg.raw("<g class=\"a " + style + "\"><title>"
                + HtmlText.escape(alert.severity() + " (" + alert.state().name().toLowerCase(Locale.ROOT) + "), since "
                        + PythonFormat.isoformat(alert.openedAt()) + ": " + alert.message())
                + "</title>");
        double x = x(position);
        svg.line("v", x, TOP - 3.0, x, BOTTOM);
        svg.raw("<path class=\"t\" d=\"M").at(x).raw(" ").at(TOP).raw("l-5 -9h10z\"/></g>");
    }

    private void latest() throws IOException {
        int last = curve.size() - 1;
        String style = section.direction() == Direction.UNKNOWN ? "n u" : "n";
        svg.raw("<circle class=\"" + style + "\" r=\"4\" cx=\"")
                .at(x(last))
                .raw("\" cy=\"")
                .at(y(curve.value(last)));
        svg.raw("\"/>");
    }

    private double x(int position) {
        int last = curve.size() - 1;
        return last == 0 ? (LEFT + RIGHT) / 2.0 : LEFT + 6 + (RIGHT - LEFT - 12.0) * position / last;
    }

    /** What lies outside the axis is drawn at its edge. */
    private double y(double value) {
        double part = Math.max(0, Math.min(1, axis.part(value)));
        return BOTTOM - part * (BOTTOM - TOP);
    }

    private static DateTimeFormatter format(Duration span) {
        return span.compareTo(Duration.ofDays(3)) >= 0
                ? DAY
                : span.compareTo(Duration.ofMinutes(5)) >= 0 ? MINUTE : SECOND;
    }

    private static String day(Instant time) {
        return DAY.format(time.atOffset(ZoneOffset.UTC));
    }
}
