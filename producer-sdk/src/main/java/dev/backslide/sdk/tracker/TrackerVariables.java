package dev.backslide.sdk.tracker;

import dev.backslide.core.text.Secrets;
import dev.backslide.schemas.Defaults;
import dev.backslide.schemas.TopicSettings;
import dev.backslide.sdk.PublisherSettings;
import dev.backslide.sdk.RunContext;
import org.jspecify.annotations.Nullable;

import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * Reads how a tracker is configured: a system property wins over the environment variable of the same setting. Not thread-safe.
 */
final class TrackerVariables {

    private static final String PROPERTY_PREFIX = "perf.";
    private static final String VARIABLE_PREFIX = "BACKSLIDE_";
    private static final double MAX_PERCENT = 1e6;

    private final UnaryOperator<@Nullable String> properties;
    private final Map<String, String> variables;
    private final List<String> problems = new ArrayList<>();

    /** A setting as it was found. Immutable. */
    private record Found(String name, String text) {}

    TrackerVariables(UnaryOperator<@Nullable String> properties, Map<String, String> variables) {
        this.properties = properties;
        this.variables = variables;
    }

    /**
     * A tracker as configured.
     *
     * @param directory inside the repository that is measured
     * @throws IllegalArgumentException naming every property and variable that breaks a rule
     */
    TrackerBuilder builder(Path directory) {
        TrackerBuilder builder = PerformanceRegressionTracker.builder();
        Found threshold = find("threshold", "REGRESSION_THRESHOLD");
        if (threshold != null) {
            double percent = percent(threshold);
            if (problems.isEmpty()) {
                builder.regressionThreshold(percent);
            }
        }
        builder.storageDir(Path.of(text("storage-dir", Defaults.STORAGE_DIR)));
        builder.reportsDir(Path.of(text("reports-dir", Defaults.REPORTS_DIR)));
        builder.dimensions(dimensions());
        Found results = find("results-file");
        if (results != null) {
            builder.resultsFile(Path.of(results.text()));
        }
        boolean kafka = isKafka();
        URI sink = sinkUrl();
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException(String.join("; ", problems));
        }
        RunContext context = RunContext.detect(variables, directory);
        builder.runContext(context);
        return kafka ? builder.kafka(publisher(context), sink) : builder;
    }

    private PublisherSettings publisher(RunContext context) {
        return PublisherSettings.builder(text("bootstrap-servers", Defaults.BOOTSTRAP_SERVERS))
                .topics(TopicSettings.DEFAULT.withPrefix(text("topic-prefix", TopicSettings.DEFAULT.prefix())))
                .dimensions(dimensions())
                .runContext(context)
                .build();
    }

    private List<String> dimensions() {
        return Arrays.stream(text("series-dimensions", "").split(","))
                .map(String::strip)
                .filter(name -> !name.isEmpty())
                .toList();
    }

    private boolean isKafka() {
        Found kind = find("tracker");
        if (kind == null || kind.text().equalsIgnoreCase("local")) {
            return false;
        }
        if (!kind.text().equalsIgnoreCase("kafka")) {
            problems.add(kind.name() + " was '" + kind.text() + "' but it must be local or kafka");
        }
        return true;
    }

    private URI sinkUrl() {
        Found url = find("sink-url");
        String text = url == null ? Defaults.SINK_URL : url.text();
        try {
            URI uri = URI.create(text);
            if (("http".equals(uri.getScheme()) || "https".equals(uri.getScheme())) && uri.getHost() != null) {
                return uri;
            }
        } catch (IllegalArgumentException e) {
            // Named below, as a URL of another kind is.
        }
        problems.add((url == null ? "sink url" : url.name()) + " was '" + Secrets.mask(text)
                + "' but it must be a URL such as " + Defaults.SINK_URL);
        return URI.create(Defaults.SINK_URL);
    }

    private double percent(Found threshold) {
        try {
            double percent = Double.parseDouble(threshold.text());
            if (percent > 0 && percent <= MAX_PERCENT) {
                return percent;
            }
        } catch (NumberFormatException e) {
            // Named below, as a number out of range is.
        }
        problems.add(
                threshold.name() + " was '" + threshold.text() + "' but it must be a percentage above 0, e.g. 5.0");
        return Double.NaN;
    }

    private String text(String property, String unset) {
        Found found = find(property);
        return found == null ? unset : found.text();
    }

    private @Nullable Found find(String property) {
        return find(property, property.replace('-', '_').toUpperCase(Locale.ROOT));
    }

    private @Nullable Found find(String property, String variable) {
        String value = properties.apply(PROPERTY_PREFIX + property);
        if (value != null && !value.isBlank()) {
            return new Found(PROPERTY_PREFIX + property, value.strip());
        }
        value = variables.get(VARIABLE_PREFIX + variable);
        return value == null || value.isBlank() ? null : new Found(VARIABLE_PREFIX + variable, value.strip());
    }
}
