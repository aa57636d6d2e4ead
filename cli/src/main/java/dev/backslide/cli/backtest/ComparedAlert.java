package dev.backslide.cli.backtest;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.backslide.cli.output.Numbers;
import dev.backslide.core.AlertReason;
import dev.backslide.core.Severity;
import dev.backslide.core.VerdictReason;
import dev.backslide.core.report.TextTable;
import org.jspecify.annotations.Nullable;

/**
 * An alert that one of two compared policies raises. Immutable.
 *
 * @param seriesId as the file has it
 * @param index of the measurement after which it was raised
 * @param changePoint index of the first measurement of the new level
 * @param up whether the value rose
 * @param severity as raised
 * @param percent signed, in percent of the old level; null: that is 0
 * @param reasonCode of the policy that raised it
 * @param reason the same as one sentence
 * @param otherVerdict of the other policy on the same measurement
 * @param otherReasonCode of the other policy
 * @param otherReason the same as one sentence
 * @param otherIsOpen whether the other policy has an alert open already, and so raises no second one
 */
record ComparedAlert(
        String seriesId,
        long index,
        long changePoint,
        boolean up,
        Severity severity,
        @Nullable Double percent,
        AlertReason reasonCode,
        String reason,
        String otherVerdict,
        VerdictReason otherReasonCode,
        String otherReason,
        boolean otherIsOpen) {

    /** Two lines: the alert and what the other policy says. */
    String text(char sign, RuleChoice other) {
        return sign + " " + TextTable.printable(seriesId) + " at " + index + " (change point " + changePoint + "): "
                + (percent == null ? "from 0" : Numbers.percent(percent)) + ", " + severity.label() + ": "
                + TextTable.printable(reason) + System.lineSeparator() + "    " + other + ": " + otherVerdict + ", "
                + TextTable.printable(otherReason) + (otherIsOpen ? "; its alert is open already" : "");
    }

    ObjectNode json() {
        return JsonNodeFactory.instance
                .objectNode()
                .put("series_id", seriesId)
                .put("index", index)
                .put("cp_index", changePoint)
                .put("direction", up ? "up" : "down")
                .put("severity", severity.label())
                .put("change_percent", percent)
                .put("reason_code", reasonCode.name())
                .put("reason", reason)
                .put("other_verdict", otherVerdict)
                .put("other_reason_code", otherReasonCode.name())
                .put("other_reason", otherReason)
                .put("other_alert_open", otherIsOpen);
    }
}
