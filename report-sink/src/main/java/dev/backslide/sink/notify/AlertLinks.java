package dev.backslide.sink.notify;

import dev.backslide.core.RegressionAlert;
import dev.backslide.core.report.HtmlReport;

import java.net.URI;

/**
 * Where people read more. Immutable.
 *
 * @param base of the HTTP API as people reach it, without a slash at its end
 */
record AlertLinks(String base) {

    static AlertLinks to(URI url) {
        String text = url.toString();
        return new AlertLinks(text.endsWith("/") ? text.substring(0, text.length() - 1) : text);
    }

    String alert(RegressionAlert alert) {
        return base + "/api/v1/alerts/" + alert.alertId();
    }

    String report(RegressionAlert alert) {
        return base + "/api/v1/report.html#" + HtmlReport.anchor(alert.seriesKey());
    }
}
