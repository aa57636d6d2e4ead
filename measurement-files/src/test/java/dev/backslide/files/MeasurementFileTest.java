package dev.backslide.files;

import dev.backslide.core.MetricEvent;
import org.junit.jupiter.api.Test;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class MeasurementFileTest {

    private final List<MetricEvent> good = new ArrayList<>();
    private final List<RejectedRow> bad = new ArrayList<>();

    @Test
    void seriesFile_read_takesModelUnitAndTimesFromTheDefaults() {
        read("series_id,index,value\nlatency,0,12.5\napi:latency,2,13\n");

        assertThat(good.get(0).metricKey()).hasToString("my_model:latency");
        assertThat(good.get(0).unit()).isEqualTo("ms");
        assertThat(good.get(0).timestamp()).isEqualTo(Instant.parse("2024-01-01T00:00:00Z"));
        assertThat(good.get(1).metricKey()).hasToString("api:latency");
        assertThat(good.get(1).timestamp()).isEqualTo(Instant.parse("2024-01-01T02:00:00Z"));
    }

    @Test
    void specificationsSample_read_givesItsMeasurements() {
        read("""
                Model Name,Metric Name,Value,Unit,Category,Timestamp,Date Time
                my_model,inference_speed,140.0,tokens/sec,performance,1697385600.0,2023-10-15T10:30:00
                another_model,memory_usage,550.0,MB,memory,,2023-10-15T10:31:00
                """);

        assertThat(good).extracting(MetricEvent::value).containsExactly(140.0, 550.0);
        assertThat(good.get(0).timestamp()).isEqualTo(Instant.ofEpochSecond(1_697_385_600));
        assertThat(good.get(1).timestamp()).isEqualTo(Instant.parse("2023-10-15T10:31:00Z"));
        assertThat(good.get(1).category()).isEqualTo("memory");
    }

    @Test
    void guardAgainstFormulas_isNoPartOfAName() {
        read(
                "Model Name,Metric Name,Value,Unit,Category,Timestamp,Date Time\n'@scope/x,'=cmd,1,ms,time,1697385600.0,\n");

        assertThat(good.get(0).metricKey()).hasToString("@scope/x:=cmd");
    }

    @Test
    void rejectedRows_belongToTheModelOfTheirFile() {
        assertThat(MeasurementInput.model(Path.of("nightly.csv.gz"))).isEqualTo("nightly");
        assertThat(MeasurementInput.model(Path.of("nightly.rejected.csv"))).isEqualTo("nightly");
    }

    @Test
    void historyFile_read_keepsCommitRunAndMicroseconds() {
        read("""
                timestamp,series_id,index,model_name,name,value,unit,category,commit
                1605571384.450123,hyper-hello,0,hyper,hello,59874,ns/iter,time,af96ddf00854
                """);

        MetricEvent event = good.get(0);
        assertThat(event.metricKey()).hasToString("hyper:hello");
        assertThat(event.timestamp()).isEqualTo(Instant.parse("2020-11-17T00:03:04.450123Z"));
        assertThat(event.run().commit()).isEqualTo("af96ddf00854");
        assertThat(event.run().runId()).isEqualTo("af96ddf00854@2020-11-17T00:03:04.450123Z");
    }

    @Test
    void eventIds_ofTheSameRows_areTheSame() {
        read("series_id,index,value\nlatency,0,12.5\nlatency,1,12.5\n");
        read("series_id,index,value\nlatency,0,12.5\nlatency,1,12.5\n");

        assertThat(good.get(2).eventId()).isEqualTo(good.get(0).eventId());
        assertThat(good.get(1).eventId()).isNotEqualTo(good.get(0).eventId());
    }

    @Test
    void otherColumns_read_becomeMetadata() {
        read("series_id,index,value,hardware\nlatency,0,12.5,ci-4\n");

        assertThat(good.get(0).metadata()).containsEntry("hardware", "ci-4");
    }

    @Test
    void brokenRows_amongGoodOnes_costThemselvesOnly() {
        read("""
                series_id,index,value
                a,0,abc
                a,0,NaN
                a,0,1e999
                ,0,1
                a,-1,1
                a,0
                "a,0,1
                a,99999999999,1
                a,7,1
                """);

        assertThat(good).hasSize(1);
        assertThat(bad).extracting(RejectedRow::line).containsExactly(2L, 3L, 4L, 5L, 6L, 7L, 8L, 9L);
        assertThat(bad.get(0).reason())
                .isEqualTo("value was 'abc' but it must be a finite number, e.g. 12.5; correct it or leave it out");
        assertThat(bad.get(4).reason()).contains("index was '-1' but it must be a whole number from 0");
        assertThat(bad.get(5).reason()).contains("the row has 2 cells but it must have 3");
        assertThat(bad.get(6).reason()).contains("quote");
        assertThat(bad.get(7).reason()).contains("ahead of now");
    }

    @Test
    void timestamps_inMillisecondsOrAbsurd_areRejected() {
        read("""
                model_name,name,value,timestamp
                m,a,1,1697385600000
                m,a,1,1e999999999
                m,a,1,1e-999999999
                m,a,1,-5
                m,a,1,yesterday
                """);

        assertThat(good).isEmpty();
        assertThat(bad.get(0).reason())
                .contains("timestamp was '1697385600000'")
                .contains("milliseconds");
        assertThat(bad.get(1).reason()).contains("seconds since 1970");
        assertThat(bad.get(2).reason()).contains("seconds since 1970");
        assertThat(bad.get(3).reason()).contains("after 1970");
        assertThat(bad.get(4).reason()).contains("'yesterday'");
    }

    @Test
    void times_asGitWritesThem_andDatesWithoutTime_areRead() {
        read("""
                model_name,name,value,timestamp
                m,a,1,2024-01-27T12:00:00-0700
                m,a,1,2024-01-28 12:00:00 +0000
                m,a,1,2024-02-05
                m,a,1,02/03/2024
                """);

        assertThat(good)
                .extracting(MetricEvent::timestamp)
                .containsExactly(
                        Instant.parse("2024-01-27T19:00:00Z"),
                        Instant.parse("2024-01-28T12:00:00Z"),
                        Instant.parse("2024-02-05T00:00:00Z"));
        assertThat(bad)
                .singleElement()
                .satisfies(row -> assertThat(row.reason())
                        .startsWith("timestamp was '02/03/2024' but it must be a time, e.g. 2026"));
    }

    @Test
    void bytes_thatAreNoUtf8_costTheirRowOnly() {
        byte[] text = "series_id,index,value\nlat\u00e9ncy,0,1\nb,1,2\n".getBytes(StandardCharsets.ISO_8859_1);
        file().read(new ByteArrayInputStream(text), row -> good.add(row.event()), bad::add);

        assertThat(bad)
                .singleElement()
                .satisfies(row -> assertThat(row.reason()).contains("UTF-8"));
        assertThat(good).extracting(MetricEvent::name).containsExactly("b");
    }

    @Test
    void header_withByteOrderMarkAndCarriageReturns_isUnderstood() {
        read("\ufeffseries_id,index,value\r\nlatency,0,1\r\n");

        assertThat(good).hasSize(1);
    }

    @Test
    void header_withoutValueColumn_isAFailureThatShowsTheAcceptedOnes() {
        assertThatThrownBy(() -> read("a,b,c\n1,2,3\n"))
                .isInstanceOf(MeasurementFileException.class)
                .hasMessageContaining("header was 'a,b,c'")
                .hasMessageContaining("series_id,index,value");
    }

    @Test
    void emptyFile_read_isAFailure() {
        assertThatThrownBy(() -> read(""))
                .isInstanceOf(MeasurementFileException.class)
                .hasMessageContaining("no header");
    }

    private void read(String text) {
        file().read(
                        new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)),
                        row -> good.add(row.event()),
                        bad::add);
    }

    private static MeasurementFile file() {
        return new MeasurementFile(new MeasurementDefaults(
                "my_model",
                "ms",
                "performance",
                null,
                Instant.parse("2024-01-01T00:00:00Z"),
                Duration.ofHours(1),
                Instant.parse("2026-06-01T12:00:00Z")));
    }
}
