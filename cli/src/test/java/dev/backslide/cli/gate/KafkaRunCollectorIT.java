package dev.backslide.cli.gate;

import dev.backslide.cli.pipeline.DataFolder;
import dev.backslide.cli.pipeline.LocalPipeline;
import dev.backslide.cluster.KafkaRunCollector;
import dev.backslide.cluster.PublishedEvent;
import dev.backslide.cluster.ReportingPublisher;
import dev.backslide.cluster.VerdictRequester;
import dev.backslide.configuration.Configuration;
import dev.backslide.configuration.Setting;
import dev.backslide.core.MetricEvent;
import dev.backslide.core.MetricVerdict;
import dev.backslide.core.Run;
import dev.backslide.sdk.RunContext;
import dev.backslide.sdk.tracker.MeasurementResult;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import static org.assertj.core.api.Assertions.assertThat;

/** What a run published and how it was judged, asked of a running pipeline. */
class KafkaRunCollectorIT {

    private static final Instant TIME = dev.backslide.cli.Run.NOW;
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @TempDir
    static Path folder;

    private static DataFolder data;
    private static LocalPipeline pipeline;
    private static Configuration client;

    @BeforeAll
    static void start() {
        data = DataFolder.take(folder.resolve("data"));
        pipeline = LocalPipeline.start(
                data, 0, 0, Configuration.builder().workingDir(folder).build());
        client = Configuration.builder()
                .set(Setting.BOOTSTRAP_SERVERS, pipeline.bootstrapServers())
                .build();
    }

    @AfterAll
    static void stop() {
        pipeline.close();
        data.close();
    }

    @Test
    void collection_hasEachEventOfItsRunOnce_withItsVerdict() {
        publish(List.of(event("c", "before", "run-1", 0)));
        try (KafkaRunCollector collection = new KafkaRunCollector(client, "run-1", null)) {
            MetricEvent twice = event("c", "twice", "run-1", 1);
            publish(List.of(twice, twice, event("c", "theirs", "run-2", 2), event("d", "once", "run-1", 3)));
            List<String> problems = new ArrayList<>();

            List<MeasurementResult> measured = collection.collect(Map.of(), PATIENCE, problems);

            assertThat(problems).isEmpty();
            assertThat(measured).extracting(MeasurementResult::eventId).containsExactlyInAnyOrder("twice", "once");
            assertThat(measured).allSatisfy(one -> assertThat(one.verdict()).isNotNull());
        }
    }

    @Test
    void collection_judgesByTheThresholdOfTheGate_unlessTheEventHasItsOwn() {
        try (KafkaRunCollector collection = new KafkaRunCollector(client, "run-3", 33.0)) {
            publish(List.of(
                    event("t", "t1", "run-3", 1),
                    event("t", "t2", "run-3", 2),
                    event("t", "t3", "run-3", 3).toBuilder()
                            .thresholdPercent(7.0)
                            .build()));

            List<MeasurementResult> measured = collection.collect(Map.of(), PATIENCE, new ArrayList<>());

            assertThat(measured)
                    .filteredOn(one -> !one.eventId().equals("t1"))
                    .extracting(one -> one.eventId() + " " + one.thresholdPercent())
                    .containsExactlyInAnyOrder("t2 33.0", "t3 7.0");
        }
    }

    @Test
    void collection_thatRunsOutOfTime_saysWhatIsUnknown() {
        try (KafkaRunCollector collection = new KafkaRunCollector(client, "run-4", null)) {
            publish(List.of(event("e", "late", "run-4", 1)));
            List<String> problems = new ArrayList<>();

            List<MeasurementResult> measured = collection.collect(Map.of(), Duration.ofNanos(1), problems);

            assertThat(measured).isEmpty();
            assertThat(problems).singleElement().asString().contains("give more with --timeout");
        }
    }

    @Test
    void asking_hasAnAnswerForEachEvent_andSaysWhyNot() {
        List<MetricEvent> events = List.of(event("a", "a1", "run-5", 1), event("a", "a2", "run-5", 2));
        publish(events);

        Map<String, VerdictRequester.Answer> answers = new VerdictRequester(client, 12.5)
                .ask(
                        List.of(
                                new PublishedEvent("m:a", events.get(0)),
                                new PublishedEvent("m:a", events.get(1)),
                                new PublishedEvent("m:b{host=x}", event("b", "b1", "run-5", 3))),
                        System.nanoTime() + PATIENCE.toNanos());

        assertThat(answers).containsOnlyKeys("a1", "a2", "b1");
        MetricVerdict second = Objects.requireNonNull(answers.get("a2")).verdict();
        assertThat(second).isNotNull();
        assertThat(Objects.requireNonNull(second).thresholdPercent()).isEqualTo(12.5);
        VerdictRequester.Answer none = Objects.requireNonNull(answers.get("b1"));
        assertThat(none.verdict()).isNull();
        assertThat(none.reason()).contains("its record key is 'm:b{host=x}'");
    }

    private static MetricEvent event(String name, String id, String run, int minute) {
        return MetricEvent.builder("m", name, 100 + minute, "ms")
                .eventId(id)
                .category("time")
                .timestamp(TIME.minusSeconds(3_600).plusSeconds(60L * minute))
                .run(new Run(run, null, null, null, null))
                .build();
    }

    private static void publish(List<MetricEvent> events) {
        try (ReportingPublisher publishing = new ReportingPublisher(client, RunContext.UNKNOWN)) {
            events.forEach(publishing.publisher()::record);
            publishing.requireDelivered();
        }
    }
}
