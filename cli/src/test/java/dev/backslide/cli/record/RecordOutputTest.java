package dev.backslide.cli.record;

import dev.backslide.cli.Run;
import dev.backslide.cli.context.CliContext;
import dev.backslide.cli.context.CommandFailure;
import dev.backslide.cli.context.ExitCode;
import dev.backslide.core.Direction;
import dev.backslide.core.MetricEvent;
import dev.backslide.core.MetricVerdict;
import dev.backslide.core.Severity;
import dev.backslide.core.Verdict;
import dev.backslide.sdk.DropReason;
import dev.backslide.sdk.VerdictOutcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class RecordOutputTest {

    private static final MetricEvent EVENT =
            MetricEvent.builder("m", "latency", 15, "ms").timestamp(Run.NOW).build();

    private final StringWriter out = new StringWriter();

    @ParameterizedTest
    @CsvSource({
        "PASS,true,0",
        "SUSPECT,true,0",
        "REGRESSION,true,2",
        "REGRESSION,false,0",
        "INCONCLUSIVE,true,4",
        "INCONCLUSIVE,false,4"
    })
    void verdict_received_givesItsExitCode(Verdict verdict, boolean failOnRegression, int code) {
        assertThat(output(false, failOnRegression).outcome(EVENT, received(verdict)))
                .isEqualTo(code);
    }

    @Test
    void regression_printed_saysSeverityAndReason() {
        output(false, true).outcome(EVENT, received(Verdict.REGRESSION));

        assertThat(out.toString().strip()).isEqualTo("REGRESSION (critical)  m:latency = 15 ms: worse by 20%");
    }

    @Test
    void measurement_nobodyWaitsFor_isToldFromOthersOfItsName() {
        output(false, true).recorded("m:latency{host=ci-1}", EVENT);

        assertThat(out.toString().strip()).isEqualTo("recorded m:latency{host=ci-1} = 15 ms");
    }

    @Test
    void regression_asJson_hasTheNumbers() {
        output(true, true).outcome(EVENT, received(Verdict.REGRESSION));

        assertThat(out.toString())
                .contains("\"verdict\" : \"REGRESSION\"")
                .contains("\"change_percent\" : 20.0")
                .contains("\"noise_percent\" : null");
    }

    @Test
    void noAnswer_isInconclusive() {
        assertThat(output(false, true)
                        .outcome(EVENT, new VerdictOutcome.NoneCame(true, "no answer in time", Duration.ofSeconds(1))))
                .isEqualTo(ExitCode.INCONCLUSIVE);
    }

    @Test
    void notSent_isAFailure() {
        assertThatThrownBy(() -> output(false, true)
                        .outcome(EVENT, new VerdictOutcome.NotSent(DropReason.FULL, "too many pending")))
                .isInstanceOf(CommandFailure.class)
                .hasMessage("too many pending");
    }

    private RecordOutput output(boolean json, boolean failOnRegression) {
        PrintWriter writer = new PrintWriter(out, true);
        return new RecordOutput(
                new CliContext(Map.of(), Path.of(""), writer, writer, false, Clock.systemUTC()),
                json,
                failOnRegression);
    }

    private static VerdictOutcome received(Verdict verdict) {
        Severity severity = verdict == Verdict.REGRESSION ? Severity.CRITICAL : null;
        return new VerdictOutcome.Received(
                MetricVerdict.builder()
                        .eventId(EVENT.eventId())
                        .seriesKey("m:latency")
                        .verdict(verdict)
                        .severity(severity)
                        .direction(Direction.LOWER_IS_BETTER)
                        .value(15)
                        .unit("ms")
                        .baseline(12.5)
                        .changePercent(20.0)
                        .thresholdPercent(5.0)
                        .timestamp(Run.NOW)
                        .reason("worse by 20%")
                        .build(),
                Duration.ofMillis(20));
    }
}
