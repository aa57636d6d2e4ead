package dev.backslide.sink.transition;

import dev.backslide.core.AlertState;
import dev.backslide.core.Severity;
import dev.backslide.sink.Publisher;
import dev.backslide.sink.settings.NotificationSettings;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;

import static org.assertj.core.api.Assertions.assertThat;

class NotificationRulesTest {

    private static final Duration MAX_AGE = Duration.ofHours(24);

    /** An alert's first revision is of a measurement one second after the start. */
    private static final NotificationRules RULES = rules(Duration.ofHours(1));

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "-, OPEN, WARNING, false, OPENED",
                "-, OPEN, INFO, false, -",
                "OPEN/INFO, OPEN, WARNING, false, OPENED",
                "OPEN/WARNING, OPEN, WARNING, true, -",
                "OPEN/WARNING, OPEN, CRITICAL, true, WORSENED",
                "ACKNOWLEDGED/WARNING, OPEN, CRITICAL, true, REOPENED",
                "SNOOZED/WARNING, OPEN, WARNING, true, REOPENED",
                "WITHDRAWN/WARNING, OPEN, WARNING, true, REOPENED",
                "WITHDRAWN/CRITICAL, OPEN, WARNING, false, REOPENED",
                "RESOLVED/INFO, OPEN, WARNING, false, OPENED",
                "OPEN/WARNING, ACKNOWLEDGED, WARNING, true, -",
                "OPEN/WARNING, SNOOZED, CRITICAL, true, -",
                "OPEN/WARNING, RESOLVED, WARNING, true, RESOLVED",
                "OPEN/WARNING, RESOLVED, WARNING, false, -",
                "SNOOZED/WARNING, EXPECTED, WARNING, true, EXPECTED",
                "OPEN/WARNING, WITHDRAWN, WARNING, true, WITHDRAWN",
                "OPEN/WARNING, WITHDRAWN, WARNING, false, -"
            })
    void transition_isToldWhereSomebodyMustLook(
            @Nullable String before, AlertState state, Severity severity, boolean told, @Nullable Transition expected) {
        assertThat(RULES.transition(before(before), Publisher.alert("a", 1, state, severity, "n"), told))
                .isEqualTo(expected);
    }

    @Test
    void transition_oldMeasurement_pagesNobody() {
        NotificationRules late = rules(MAX_AGE.plusSeconds(2));

        assertThat(late.transition(null, Publisher.alert("a", 1, AlertState.OPEN, Severity.CRITICAL, "n"), false))
                .isNull();
    }

    @Test
    void transition_endOfWhatWasTold_isToldHoweverOld() {
        assertThat(rules(MAX_AGE.plusDays(400))
                        .transition(
                                before("OPEN/WARNING"),
                                Publisher.alert("a", 2, AlertState.RESOLVED, Severity.WARNING, "n"),
                                true))
                .isEqualTo(Transition.RESOLVED);
    }

    private static NotificationRules rules(Duration afterStart) {
        return new NotificationRules(
                NotificationSettings.NONE.withAlerts(Severity.WARNING, MAX_AGE),
                Clock.fixed(Publisher.START.plus(afterStart), ZoneOffset.UTC));
    }

    private static @Nullable AlertBefore before(@Nullable String text) {
        if (text == null) {
            return null;
        }
        String[] parts = text.split("/", -1);
        return new AlertBefore(AlertState.valueOf(parts[0]), Severity.valueOf(parts[1]));
    }
}
