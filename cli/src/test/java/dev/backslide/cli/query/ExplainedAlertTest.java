package dev.backslide.cli.query;

import com.fasterxml.jackson.databind.JsonNode;
import dev.backslide.cli.Run;
import dev.backslide.cli.output.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;

import static org.assertj.core.api.Assertions.assertThat;

/** The alert as it is, and the one that would be. */
class ExplainedAlertTest {

    private static final String KEY = "shop:checkout";

    @TempDir
    private Path folder = Path.of("");

    @Test
    void openAlert_isToldOnce() throws Exception {
        recordARegression();

        Run explained = Run.in(folder, "explain", KEY);

        assertThat(explained.out()).contains("alert      raised by this measurement: critical, open");
        assertThat(explained.out()).doesNotContain("would be");
        JsonNode json = json();
        assertThat(json.at("/open_alert/alert_id")).isEqualTo(json.at("/would_be_alert/alert_id"));
    }

    @Test
    void alertThatSomebodyAccepted_isNotOpen_andWouldBe() throws Exception {
        recordARegression();
        Run.in(folder, "expect", json().at("/open_alert/alert_id").asText(), "--reason", "TLS");

        Run explained = Run.in(folder, "explain", KEY);

        assertThat(explained.out()).contains("alert      none is open");
        assertThat(explained.out()).contains("would be   raised by this measurement: critical, open");
        JsonNode json = json();
        assertThat(json.path("open_alert").isNull()).isTrue();
        assertThat(json.at("/would_be_alert/state").asText()).isEqualTo("open");
    }

    @Test
    void alertThatSomebodyTook_isToldAsItIs() throws Exception {
        recordARegression();
        Run.in(folder, "ack", json().at("/open_alert/alert_id").asText(), "--reason", "bisecting");

        assertThat(Run.in(folder, "explain", KEY).out()).contains("alert      critical, acknowledged since");
        assertThat(json().at("/open_alert/state").asText()).isEqualTo("acknowledged");
    }

    private JsonNode json() throws Exception {
        return Json.parse(Run.in(folder, "explain", KEY, "--json").out());
    }

    private void recordARegression() {
        for (String value : new String[] {"100", "101", "150"}) {
            String line = "record --local --model shop --name checkout --unit ms --value " + value;
            assertThat(Run.in(folder, line.split(" ", -1)).err()).isEmpty();
        }
    }
}
