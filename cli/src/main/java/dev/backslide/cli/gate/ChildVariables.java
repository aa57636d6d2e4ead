package dev.backslide.cli.gate;

import dev.backslide.cli.context.CliContext;
import dev.backslide.configuration.Configuration;
import dev.backslide.configuration.Configuration.Origin;
import dev.backslide.configuration.Setting;
import dev.backslide.configuration.TrackerKind;
import dev.backslide.sdk.RunContext;
import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;

/**
 * The environment of a gated command: this process's, with what makes every tracker in it record into one run. What the user has
 * set is kept where it names a run or a file; a setting is as a flag, the environment or the file have it, in this order. Stateless.
 */
public final class ChildVariables {

    static final String RUN_ID = "BACKSLIDE_RUN_ID";
    static final String RESULTS_FILE = "BACKSLIDE_RESULTS_FILE";
    private static final String CONFIG = Configuration.VARIABLE_PREFIX + "CONFIG";
    private static final int ID_LENGTH = 8;

    /** Where others listen: programs in any language may ask for these. */
    private static final List<Setting<?>> ALWAYS = List.of(Setting.BOOTSTRAP_SERVERS, Setting.SINK_URL);

    private static final List<Setting<?>> WHERE_SAID =
            List.of(Setting.FAIL_ON_REGRESSION, Setting.TOPIC_PREFIX, Setting.BROKER_TIMEOUT, Setting.DIMENSIONS);

    private ChildVariables() {}

    /** The run of the environment; else a new one, after the CI job's where there is one. */
    static String runId(CliContext context) {
        Map<String, String> variables = context.variables();
        String detected =
                RunContext.detect(variables, context.workingDir()).run().runId();
        if (detected != null && !variables.getOrDefault(RUN_ID, "").isBlank()) {
            return detected;
        }
        String fresh = UUID.randomUUID().toString().substring(0, ID_LENGTH);
        return (detected == null ? "run" : detected) + "-" + fresh;
    }

    /** Where the environment wants results; null: it does not say. */
    public static @Nullable Path resultsFile(CliContext context) {
        String text = context.variables().getOrDefault(RESULTS_FILE, "").strip();
        return text.isEmpty() ? null : context.resolve(Path.of(text));
    }

    /** The whole environment of the command. Folders are absolute: a build runs its tests in folders of its own. */
    static Map<String, String> of(CliContext context, Configuration configuration, String runId, Path resultsFile) {
        TrackerKind tracker = configuration.get(Setting.TRACKER);
        Map<String, String> variables = new HashMap<>(context.variables());
        variables.put(RUN_ID, runId);
        variables.put(RESULTS_FILE, resultsFile.toString());
        variables.put(Setting.TRACKER.variable(), tracker.name().toLowerCase(Locale.ROOT));
        for (Setting<String> folder : List.of(Setting.STORAGE_DIR, Setting.REPORTS_DIR)) {
            variables.put(
                    folder.variable(),
                    context.resolve(Path.of(configuration.get(folder))).toString());
        }
        ALWAYS.forEach(setting ->
                variables.put(setting.variable(), configuration.valueOf(setting).text()));
        WHERE_SAID.forEach(setting -> putWhereSaid(setting, configuration, variables));
        if (tracker == TrackerKind.LOCAL) {
            variables.put(
                    Setting.REGRESSION_THRESHOLD.variable(),
                    configuration.valueOf(Setting.REGRESSION_THRESHOLD).text());
        } else {
            // The detector has thresholds of its own: only what somebody said may outrank them.
            putWhereSaid(Setting.REGRESSION_THRESHOLD, configuration, variables);
        }
        Path file = configuration.file();
        if (file != null) {
            variables.put(CONFIG, file.toAbsolutePath().toString());
        }
        return variables;
    }

    private static void putWhereSaid(Setting<?> setting, Configuration configuration, Map<String, String> variables) {
        if (configuration.valueOf(setting).origin() != Origin.DEFAULT) {
            variables.put(setting.variable(), configuration.valueOf(setting).text());
        }
    }
}
