package dev.backslide.core.report;

import dev.backslide.core.RegressionAlert;
import dev.backslide.core.Severity;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.util.Iterator;
import java.util.Locale;

/** The table of alerts in a page, grouped by severity. Not thread-safe: one a page. */
final class HtmlAlerts {

    private static final int COMMIT_LENGTH = 10;
    private static final int DATE_LENGTH = 10;
    private static final String HEAD =
            "<thead><tr><th scope=\"col\">Metric</th><th scope=\"col\" class=\"r\">Change</th><th scope=\"col\" class=\"r\">From</th>"
                    + "<th scope=\"col\" class=\"r\">To</th><th scope=\"col\">Since</th><th scope=\"col\">Commits</th>"
                    + "<th scope=\"col\">State</th></tr></thead>\n";

    private final Appendable out;

    HtmlAlerts(Appendable out) {
        this.out = out;
    }

    /** @param alerts in {@link MarkdownReport#ALERT_ORDER} */
    void write(long total, Iterator<RegressionAlert> alerts) throws IOException {
        if (!alerts.hasNext()) {
            out.append("<p>No regression alerts.</p>\n");
            return;
        }
        out.append("<div class=\"scroll\"><table class=\"alerts\">").append(HEAD);
        @Nullable Severity group = null;
        int listed = 0;
        while (alerts.hasNext() && listed < MarkdownReport.MAX_ALERTS) {
            RegressionAlert alert = alerts.next();
            if (alert.severity() != group) {
                out.append(group == null ? "" : "</tbody>\n");
                group = alert.severity();
                String label = group.label();
                out.append("<tbody><tr class=\"group\"><th scope=\"rowgroup\" colspan=\"7\"><span class=\"badge "
                        + label + "\">" + label + "</span></th></tr>\n");
            }
            row(alert);
            listed++;
        }
        out.append("</tbody></table></div>\n");
        if (total > listed) {
            out.append("<p>and " + (total - listed) + " more, less severe or older</p>\n");
        }
    }

    private void row(RegressionAlert alert) throws IOException {
        Double change = alert.changePercent();
        String state = alert.state().name().toLowerCase(Locale.ROOT);
        out.append(alert.state().isOpen() ? "<tr>" : "<tr class=\"closed\">");
        out.append("<td><a href=\"#" + HtmlSeries.id(alert.seriesKey()) + "\">" + HtmlText.name(alert.seriesKey())
                + "</a>");
        out.append("<span class=\"why\">" + HtmlText.escape(alert.reason()) + "</span></td>");
        out.append("<td class=\"r\">" + (change == null ? "from 0" : PercentText.signed(change)) + "</td>");
        out.append("<td class=\"r\">" + PlainNumber.grouped(alert.previousValue()) + "</td>");
        out.append("<td class=\"r\">" + PlainNumber.grouped(alert.currentValue()) + " " + HtmlText.name(alert.unit())
                + "</td>");
        out.append("<td>" + start(PythonFormat.isoformat(alert.openedAt()), DATE_LENGTH) + "</td>");
        out.append("<td><code>" + HtmlText.escape(commits(alert)) + "</code></td>");
        out.append("<td>" + state + "</td></tr>\n");
    }

    private static String commits(RegressionAlert alert) {
        String good = alert.lastGoodCommit();
        String bad = alert.firstBadCommit();
        return bad == null ? "" : (good == null ? "" : start(good, COMMIT_LENGTH)) + ".." + start(bad, COMMIT_LENGTH);
    }

    private static String start(String text, int length) {
        return text.codePointCount(0, text.length()) > length
                ? text.substring(0, text.offsetByCodePoints(0, length))
                : text;
    }
}
