package dev.backslide.cli;

import dev.backslide.configuration.Configuration;
import dev.backslide.configuration.Configuration.Origin;
import dev.backslide.configuration.Setting;
import dev.backslide.configuration.TrackerKind;
import dev.backslide.sdk.LocalFolder;

import java.net.URI;
import java.util.function.Predicate;

/**
 * Where measurements are kept and judged: one rule for all commands that record or ask. What the command line names is meant; else what
 * the settings say (the tracker, or where a pipeline is); else the folder of the local tracker where there is one; else a pipeline
 * that listens. Immutable.
 *
 * @param kind what is meant
 * @param how who said it
 */
record Place(Kind kind, How how) {

    /** What is meant. Immutable. */
    enum Kind {
        FOLDER,
        PIPELINE,
        /** Neither is there. */
        NONE
    }

    /** Who said it. Immutable. */
    enum How {
        OPTION,
        SETTING,
        FOUND
    }

    /**
     * Looks for it.
     *
     * @param folderNamed whether the command line names a folder
     * @param pipelineNamed whether it names a pipeline
     */
    static Place of(
            Surroundings surroundings, Configuration configuration, boolean folderNamed, boolean pipelineNamed) {
        return of(surroundings, configuration, folderNamed, pipelineNamed, Listening::isAt);
    }

    /** As the other one, with another look at whether a sink listens at a URL. */
    static Place of(
            Surroundings surroundings,
            Configuration configuration,
            boolean folderNamed,
            boolean pipelineNamed,
            Predicate<URI> listens) {
        if (folderNamed || pipelineNamed) {
            return new Place(folderNamed ? Kind.FOLDER : Kind.PIPELINE, How.OPTION);
        }
        if (isSaid(configuration, Setting.TRACKER)) {
            boolean local = configuration.get(Setting.TRACKER) == TrackerKind.LOCAL;
            return new Place(local ? Kind.FOLDER : Kind.PIPELINE, How.SETTING);
        }
        if (isSaid(configuration, Setting.BOOTSTRAP_SERVERS) || isSaid(configuration, Setting.SINK_URL)) {
            return new Place(Kind.PIPELINE, How.SETTING);
        }
        if (LocalFolder.isThere(LocalTracking.folder(surroundings, configuration))) {
            return new Place(Kind.FOLDER, How.FOUND);
        }
        boolean pipeline = listens.test(URI.create(configuration.get(Setting.SINK_URL)));
        return new Place(pipeline ? Kind.PIPELINE : Kind.NONE, How.FOUND);
    }

    /** Whether files are meant; where there is nothing yet, they are begun. */
    boolean isFolder() {
        return kind != Kind.PIPELINE;
    }

    /**
     * Says which was used, unless the command line names it.
     *
     * @param folderOption that names a folder instead
     * @param pipelineOption that names a pipeline instead
     */
    void tell(Surroundings surroundings, Configuration configuration, String folderOption, String pipelineOption) {
        if (how == How.OPTION) {
            return;
        }
        String folder = surroundings.show(LocalTracking.folder(surroundings, configuration));
        boolean recorded = pipelineOption.equals(ClusterOptions.NAME);
        String pipeline = configuration.get(recorded ? Setting.BOOTSTRAP_SERVERS : Setting.SINK_URL);
        String instead =
                (isFolder() ? pipelineOption + " names a pipeline" : folderOption + " uses files") + " instead";
        String text = switch (kind) {
            case FOLDER -> "used the files in " + folder;
            case PIPELINE -> "used the pipeline at " + pipeline;
            case NONE ->
                "no sink listens at " + configuration.get(Setting.SINK_URL) + ", so files in " + folder + " were begun";
        };
        Failures.print(surroundings.err(), text + "; " + instead);
    }

    private static boolean isSaid(Configuration configuration, Setting<?> setting) {
        return configuration.valueOf(setting).origin() != Origin.DEFAULT;
    }
}
