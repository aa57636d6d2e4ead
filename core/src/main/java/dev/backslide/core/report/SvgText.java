package dev.backslide.core.report;

import java.io.IOException;
import java.math.BigDecimal;

/** Writes the few elements of SVG that a plot is made of. Not thread-safe: one a plot. */
final class SvgText {

    private final Appendable out;

    SvgText(Appendable out) {
        this.out = out;
    }

    /** Text as it is: markup of our own. */
    SvgText raw(String markup) throws IOException {
        out.append(markup);
        return this;
    }

    /** A coordinate, one decimal. */
    SvgText at(double coordinate) throws IOException {
        long tenths = Math.round(coordinate * 10);
        out.append(BigDecimal.valueOf(tenths, 1).stripTrailingZeros().toPlainString());
        return this;
    }

    /** A straight line of a style class. */
    void line(String style, double x1, double y1, double x2, double y2) throws IOException {
        raw("<path class=\"")
                .raw(style)
                .raw("\" d=\"M")
                .at(x1)
                .raw(" ")
                .at(y1)
                .raw("L")
                .at(x2)
                .raw(" ")
                .at(y2);
        raw("\"/>");
    }

    /**
     * A label.
     *
     * @param anchor {@code start}, {@code middle} or {@code end}
     * @param text not escaped yet
     */
    void label(double x, double y, String anchor, String text) throws IOException {
        raw("<text x=\"")
                .at(x)
                .raw("\" y=\"")
                .at(y)
                .raw("\" text-anchor=\"")
                .raw(anchor)
                .raw("\">");
        raw(HtmlText.escape(text)).raw("</text>");
    }
}
