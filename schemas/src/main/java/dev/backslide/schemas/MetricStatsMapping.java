package dev.backslide.schemas;

import dev.backslide.core.Direction;
import dev.backslide.core.MetricStats;
import dev.backslide.core.statistics.Summary;

/** {@link MetricStats} on the wire. Stateless. */
final class MetricStatsMapping implements AvroMapping<MetricStats, dev.backslide.schemas.avro.MetricStats> {

    @Override
    public Class<dev.backslide.schemas.avro.MetricStats> avroClass() {
        return dev.backslide.schemas.avro.MetricStats.class;
    }

    @Override
    public dev.backslide.schemas.avro.MetricStats toAvro(MetricStats stats) {
        Summary summary = stats.summary();
        return new dev.backslide.schemas.avro.MetricStats(
                stats.seriesKey(),
                stats.metricName(),
                stats.modelName(),
                stats.unit(),
                stats.category(),
                stats.direction().name(),
                stats.windowSize(),
                summary.count(),
                summary.mean(),
                summary.stdev(),
                summary.min(),
                summary.max(),
                summary.median(),
                summary.latest(),
                stats.latestTimestamp(),
                stats.pinnedBaseline());
    }

    @Override
    public MetricStats fromAvro(dev.backslide.schemas.avro.MetricStats avro) {
        return new MetricStats(
                avro.getSeriesKey(),
                avro.getMetricName(),
                avro.getModelName(),
                avro.getUnit(),
                avro.getCategory(),
                EnumText.parse(Direction.class, "direction", avro.getDirection()),
                avro.getWindowSize(),
                new Summary(
                        avro.getCount(),
                        avro.getMean(),
                        avro.getStdev(),
                        avro.getMin(),
                        avro.getMax(),
                        avro.getMedian(),
                        avro.getLatest()),
                avro.getLatestTimestamp(),
                avro.getPinnedBaseline());
    }
}
