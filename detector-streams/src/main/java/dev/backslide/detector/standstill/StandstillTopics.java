package dev.backslide.detector.standstill;

import dev.backslide.detector.state.TopologyNames;
import dev.backslide.schemas.TopicCatalogue;

import java.util.List;
import java.util.stream.Stream;

/**
 * What of the cluster can keep the detector from going on. Immutable.
 *
 * @param bootstrapServers host:port list of the cluster
 * @param group whose offsets say what has been judged
 * @param inputs topics that are read
 * @param all these, what is written, and the changelogs
 */
public record StandstillTopics(String bootstrapServers, String group, List<String> inputs, List<String> all) {

    public static StandstillTopics of(String bootstrapServers, String applicationId, TopicCatalogue topics) {
        List<String> inputs = List.of(topics.metrics().name(), topics.commands().name());
        List<String> others = List.of(
                topics.alerts().name(),
                topics.stats().name(),
                topics.verdicts().name(),
                topics.deadLetters().name(),
                changelog(applicationId, TopologyNames.HISTORY_STORE),
                changelog(applicationId, TopologyNames.STATS_STORE));
        return new StandstillTopics(
                bootstrapServers,
                applicationId,
                inputs,
                Stream.concat(inputs.stream(), others.stream()).toList());
    }

    private static String changelog(String applicationId, String store) {
        return applicationId + "-" + store + "-changelog";
    }
}
