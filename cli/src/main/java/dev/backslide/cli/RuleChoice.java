package dev.backslide.cli;

import dev.backslide.configuration.Nearest;
import dev.backslide.configuration.SettingFormat;
import dev.backslide.core.detection.DetectorKind;
import dev.backslide.core.detection.Policy;

/**
 * A detector and its threshold, as the command line names them. Immutable.
 *
 * @param detector the rule
 * @param thresholdPercent above 0
 */
record RuleChoice(BacktestDetector detector, double thresholdPercent) {

    /**
     * Reads {@code DETECTOR} or {@code DETECTOR:PERCENT}.
     *
     * @param flag for messages
     * @param thresholdPercent where the text names none
     */
    static RuleChoice parse(String flag, String text, double thresholdPercent) {
        int colon = text.indexOf(':');
        String label = colon < 0 ? text : text.substring(0, colon);
        BacktestDetector detector = BacktestDetector.of(label)
                .orElseThrow(() -> new CommandFailure(flag + " was '" + TextTable.printable(text)
                        + "' but it must be one of " + String.join(", ", BacktestDetector.labels())
                        + Nearest.to(label, BacktestDetector.labels())
                                .map(name -> "; did you mean '" + name + "'?")
                                .orElse("; correct it")));
        return new RuleChoice(
                detector,
                colon < 0
                        ? thresholdPercent
                        : SettingFormat.PERCENTAGE
                                .reader()
                                .apply(text.substring(colon + 1))
                                .orElseThrow(() -> new CommandFailure(flag + " was '" + TextTable.printable(text)
                                        + "' but what follows the colon must be a percentage above 0, e.g. "
                                        + detector.label() + ":5")));
    }

    /** The policy of this choice. @throws CommandFailure where no policy can name the detector */
    Policy policy() {
        DetectorKind kind = detector.kind()
                .orElseThrow(() -> new CommandFailure("detector '" + detector.label()
                        + "' confirms changes but raises no alerts, so no policy can name it; compare adaptive and previous,"
                        + " or run it alone"));
        return Policy.ofThreshold(thresholdPercent).withDetector(kind);
    }

    @Override
    public String toString() {
        return detector.label() + " at " + Numbers.plain(thresholdPercent) + " %";
    }
}
