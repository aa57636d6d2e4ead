package dev.backslide.sink;

import dev.backslide.core.AlertState;
import dev.backslide.core.Severity;
import dev.backslide.sink.settings.SinkSettings;
import dev.backslide.testkit.BrokerExtension;
import dev.backslide.testkit.TestBroker;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;

import static org.assertj.core.api.Assertions.assertThat;

@ExtendWith(BrokerExtension.class)
class MetricsIT {

    @TempDir
    Path folder;

    @Test
    void scrape_tellsAlertsLagAndCounters(TestBroker broker) throws Exception {
        try (Publisher publisher = new Publisher(broker);
                Sink sink = Sink.start(SinkSettings.of(broker.bootstrapServers(), publisher.settings(), folder))) {
            String prefix = publisher.settings().prefix();
            publisher.measurements("m", "n", "ms", 1, 2, 3);
            publisher.raw("m:n", new byte[] {1});
            publisher.alert(Publisher.alert("a", 1, AlertState.OPEN, Severity.CRITICAL, "say \"hi\"\\"));
            publisher.alert(Publisher.alert("b", 1, AlertState.ACKNOWLEDGED, Severity.WARNING, "n"));
            publisher.alert(Publisher.alert("c", 1, AlertState.RESOLVED, Severity.WARNING, "n"));
            SinkIT.awaitCaughtUp(sink);

            HttpResponse<String> response = scrape(sink, "application/openmetrics-text; version=1.0.0");

            assertThat(response.headers().firstValue("Content-Type"))
                    .hasValue("application/openmetrics-text; version=1.0.0; charset=utf-8");
            assertThat(response.body().lines())
                    .contains(
                            "backslide_alerts{metric=\"say \\\"hi\\\"\\\\\",model=\"my_model\",severity=\"critical\",state=\"open\"} 1.0",
                            "backslide_alerts{metric=\"n\",model=\"my_model\",severity=\"warning\",state=\"acknowledged\"} 1.0",
                            "backslide_alerts_ended{severity=\"warning\",state=\"resolved\"} 1.0",
                            "backslide_lag_records{topic=\"" + prefix + ".metrics\"} 0.0",
                            "backslide_records_consumed_total{topic=\"" + prefix + ".metrics\"} 4.0",
                            "backslide_records_unreadable_total 1.0",
                            "backslide_series 1.0",
                            "backslide_sink_healthy 1.0",
                            "# TYPE backslide_records_consumed counter")
                    .endsWith("# EOF");
        }
    }

    @Test
    void scrape_onlyOlderTextAccepted_isAnsweredWithIt(TestBroker broker) throws Exception {
        try (Publisher publisher = new Publisher(broker);
                Sink sink = Sink.start(SinkSettings.of(broker.bootstrapServers(), publisher.settings(), folder))) {
            HttpResponse<String> response = scrape(sink, "text/plain");

            assertThat(response.headers().firstValue("Content-Type").orElse(""))
                    .startsWith("text/plain; version=0.0.4");
            assertThat(response.body()).contains("backslide_sink_healthy ").doesNotContain("# EOF");
        }
    }

    static HttpResponse<String> scrape(Sink sink, String accept) throws Exception {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + sink.httpPort() + "/metrics"))
                                .header("Accept", accept)
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
    }
}
