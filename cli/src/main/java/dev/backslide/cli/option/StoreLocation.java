package dev.backslide.cli.option;

import dev.backslide.cli.context.CliContext;
import dev.backslide.cli.context.Failures;
import dev.backslide.cluster.PortProbe;
import dev.backslide.configuration.Configuration;
import dev.backslide.configuration.Configuration.Origin;
import dev.backslide.configuration.Setting;
import dev.backslide.configuration.TrackerKind;
import dev.backslide.sdk.internal.local.LocalFolder;

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
public record StoreLocation(Kind kind, How how) {

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
    static StoreLocation of(
            CliContext context, Configuration configuration, boolean folderNamed, boolean pipelineNamed) {
        return of(context, configuration, folderNamed, pipelineNamed, PortProbe::isAt);
    }

    /** As the other one, with another look at whether a sink listens at a URL. */
    static StoreLocation of(
            CliContext context,
            Configuration configuration,
            boolean folderNamed,
            boolean pipelineNamed,
            Predicate<URI> listens) {
        if (folderNamed || pipelineNamed) {
            return new StoreLocation(folderNamed ? Kind.FOLDER : Kind.PIPELINE, How.OPTION);
        }
        if (isSaid(configuration, Setting.TRACKER)) {
            boolean local = configuration.get(Setting.TRACKER) == TrackerKind.LOCAL;
            return new StoreLocation(local ? Kind.FOLDER : Kind.PIPELINE, How.SETTING);
        }
        if (isSaid(configuration, Setting.BOOTSTRAP_SERVERS) || isSaid(configuration, Setting.SINK_URL)) {
            return new StoreLocation(Kind.PIPELINE, How.SETTING);
        }
        if (LocalFolder.isThere(LocalTracking.folder(context, configuration))) {
            return new StoreLocation(Kind.FOLDER, How.FOUND);
        }
        boolean pipeline = listens.test(URI.create(configuration.get(Setting.SINK_URL)));
        return new StoreLocation(pipeline ? Kind.PIPELINE : Kind.NONE, How.FOUND);
    }

    /** Whether files are meant; where there is nothing yet, they are begun. */
    public boolean isFolder() {
        return kind != Kind.PIPELINE;
    }

    /**
     * Says which was used, unless the command line names it.
     *
     * @param folderOption that names a folder instead
     * @param pipelineOption that names a pipeline instead
     */
    public void tell(CliContext context, Configuration configuration, String folderOption, String pipelineOption) {
        if (how == How.OPTION) {
            return;
        }
        String folder = context.show(LocalTracking.folder(context, configuration));
        boolean recorded = pipelineOption.equals(ClusterOptions.NAME);
        String pipeline = configuration.get(recorded ? Setting.BOOTSTRAP_SERVERS : Setting.SINK_URL);
        String instead =
                (isFolder() ? pipelineOption + " names a pipeline" : folderOption + " uses files") + " instead";
        String text = switch (kind) {
            case FOLDER -> "used the files in " + folder;
            case PIPELINE -> "used the pipeline at " + pipeline;
            case NONE ->
                "no sink listens at " + configuration.get(Setting.SINK_URL) + ", so files in " + folder
                        + " were created";
        };
        Failures.print(context.err(), text + "; " + instead);
    }

    private static boolean isSaid(Configuration configuration, Setting<?> setting) {
        return configuration.valueOf(setting).origin() != Origin.DEFAULT;
    }
}
