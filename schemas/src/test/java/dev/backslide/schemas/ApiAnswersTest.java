package dev.backslide.schemas;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.backslide.core.MetricEvent;
import dev.backslide.core.RegressionAlert;
import dev.backslide.core.store.AlertHistory;
import dev.backslide.core.store.Page;
import dev.backslide.core.store.PinnedBaseline;
import dev.backslide.core.store.SeriesStatistics;
import dev.backslide.schemas.internal.ApiAnswers;
import dev.backslide.schemas.internal.ApiShapes;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.io.StringWriter;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** An answer of the HTTP API is read as the records that it was written from. */
class ApiAnswersTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    private static final Page<RegressionAlert> ALERTS =
            new Page<>(7, 2, 5, List.of(Samples.fullAlert(), Samples.bareAlert()));

    private interface Writing {
        void to(JsonGenerator json) throws IOException;
    }

    @Test
    void alerts_written_areReadAsTheyWere() throws IOException {
        assertThat(ApiAnswers.alerts(written(json -> ApiShapes.alerts(json, ALERTS))))
                .isEqualTo(ALERTS);
    }

    @Test
    void alertHistory_written_isReadAsItWas() throws IOException {
        AlertHistory history = new AlertHistory(Samples.fullAlert(), ALERTS);

        assertThat(ApiAnswers.alertHistory(written(json -> ApiShapes.alert(json, history))))
                .isEqualTo(history);
    }

    @Test
    void history_written_isReadAsItWas_butForTheVerdictAskedFor() throws IOException {
        MetricEvent full =
                Samples.fullEvent().toBuilder(-1.5e-300).verdictRequested(false).build();
        Page<MetricEvent> history = new Page<>(2, 10, 0, List.of(full, Samples.bareEvent()));

        assertThat(ApiAnswers.history(written(json -> ApiShapes.history(json, "m:n", history))))
                .isEqualTo(history);
    }

    @Test
    void stats_written_areReadAsTheyWere() throws IOException {
        SeriesStatistics stats = SeriesStatistics.of(
                "m:n",
                1,
                List.of(Samples.bareEvent(), Samples.bareEvent().toBuilder(3.5).build()),
                2.5);

        assertThat(ApiAnswers.stats(written(json -> ApiShapes.stats(json, stats))))
                .isEqualTo(stats);
        assertThat(stats.baselineDistancePercent()).isEqualTo(40.0);
    }

    @Test
    void baselines_written_areReadAsTheyWere() throws IOException {
        Page<PinnedBaseline> baselines = new Page<>(1, 10, 0, List.of(new PinnedBaseline("m:n{a=\"b\"}", 1e-9, "")));

        assertThat(ApiAnswers.baselines(written(json -> ApiShapes.baselines(json, baselines))))
                .isEqualTo(baselines);
    }

    @Test
    void answer_ofSomethingElse_namesTheFieldThatItLacks() throws IOException {
        JsonNode noAlert = JSON.readTree("{\"total\":1,\"limit\":1,\"offset\":0,\"alerts\":[{}]}");

        assertThatThrownBy(() -> ApiAnswers.alerts(noAlert)).hasMessageContaining("'alert_id'");
        assertThatThrownBy(() -> ApiAnswers.alerts(JSON.readTree("{}"))).hasMessageContaining("'alerts'");
    }

    private static JsonNode written(Writing writing) throws IOException {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(text)) {
            writing.to(json);
        }
        return JSON.readTree(text.toString());
    }
}
