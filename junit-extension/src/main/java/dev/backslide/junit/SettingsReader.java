package dev.backslide.junit;

import dev.backslide.configuration.Configuration;
import dev.backslide.configuration.InvalidConfigurationException;
import dev.backslide.configuration.Setting;
import dev.backslide.core.FailOn;
import dev.backslide.sdk.RunContext;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the settings of a test run: JUnit configuration parameters and system properties win over the environment, that over
 * {@code junit-platform.properties}, that over {@code performance_regression_config.ini}. Not thread-safe: one a run.
 */
final class SettingsReader {

    private static final Pattern DURATION = Pattern.compile("(\\d{1,9})\\s*(ms|s|m)");

    private final Function<String, Optional<String>> parameters;
    private final Map<String, String> environment;
    private final Map<String, String> platformFile;
    private final List<String> problems = new ArrayList<>();

    /**
     * @param parameters JUnit's configuration parameters, which include system properties and {@code platformFile}
     * @param environment of the process
     * @param platformFile what {@code junit-platform.properties} says
     */
    SettingsReader(
            Function<String, Optional<String>> parameters,
            Map<String, String> environment,
            Map<String, String> platformFile) {
        this.parameters = parameters;
        this.environment = environment;
        this.platformFile = platformFile;
    }

    /** @throws ExtensionConfigurationException that lists every problem */
    Settings read(Path workingDir) {
        FailOn failOn = choice(Settings.FAIL_ON, FailOn.class, FailOn.EVIDENT);
        OnNoVerdict onNoVerdict = choice(Settings.ON_NO_VERDICT, OnNoVerdict.class, OnNoVerdict.FAIL);
        Duration timeout = timeout();
        Configuration configuration = null;
        try {
            configuration = Configuration.builder()
                    .variables(environment)
                    .properties(properties())
                    .workingDir(workingDir)
                    .build();
        } catch (InvalidConfigurationException e) {
            problems.addAll(e.problems());
        }
        if (configuration == null || !problems.isEmpty()) {
            throw new ExtensionConfigurationException(String.join("; ", problems));
        }
        return new Settings(
                configuration,
                workingDir,
                RunContext.detect(environment, workingDir),
                configuration.get(Setting.FAIL_ON_REGRESSION) ? failOn : FailOn.NEVER,
                onNoVerdict,
                timeout,
                resultsFile(workingDir));
    }

    /** What JUnit and the system say about the settings that the product shares, mistyped ones included. */
    private Map<String, String> properties() {
        Map<String, String> properties = new TreeMap<>();
        System.getProperties().stringPropertyNames().stream()
                .filter(name -> name.startsWith(Configuration.PROPERTY_PREFIX))
                .forEach(name -> properties.put(name, System.getProperty(name)));
        platformFile.forEach((name, text) -> {
            if (name.startsWith(Configuration.PROPERTY_PREFIX)) {
                properties.putIfAbsent(name, text);
            }
        });
        for (Setting<?> setting : Setting.ALL) {
            String name = setting.property();
            Optional<String> parameter = parameters.apply(name);
            if (parameter.isPresent() && !isOverruled(name, parameter.get(), setting.variable())) {
                properties.put(name, parameter.get());
            } else {
                properties.remove(name);
            }
        }
        return properties;
    }

    /** Whether a value comes from {@code junit-platform.properties} alone, and the environment has another. */
    private boolean isOverruled(String name, String value, String variable) {
        return environment.containsKey(variable)
                && System.getProperty(name) == null
                && value.equals(platformFile.get(name));
    }

    private <E extends Enum<E>> E choice(String property, Class<E> type, E whenMissing) {
        String text = parameters.apply(property).map(String::strip).orElse("");
        if (text.isEmpty()) {
            return whenMissing;
        }
        List<String> names = new ArrayList<>();
        for (E constant : type.getEnumConstants()) {
            String name = constant.name().toLowerCase(Locale.ROOT);
            if (name.equals(text.toLowerCase(Locale.ROOT))) {
                return constant;
            }
            names.add(name);
        }
        problems.add(property + " was '" + text + "' but it must be one of " + String.join(", ", names));
        return whenMissing;
    }

    private Duration timeout() {
        String text =
                parameters.apply(Settings.VERDICT_TIMEOUT).map(String::strip).orElse("10s");
        Matcher matcher = DURATION.matcher(text);
        if (!matcher.matches()) {
            problems.add(
                    Settings.VERDICT_TIMEOUT + " was '" + text + "' but it must be a duration, e.g. 500ms, 10s, 2m");
            return Duration.ZERO;
        }
        long amount = Long.parseLong(matcher.group(1));
        return switch (matcher.group(2)) {
            case "ms" -> Duration.ofMillis(amount);
            case "s" -> Duration.ofSeconds(amount);
            default -> Duration.ofMinutes(amount);
        };
    }

    private @Nullable Path resultsFile(Path workingDir) {
        String file =
                parameters.apply(Settings.RESULTS_FILE).orElse(environment.getOrDefault("BACKSLIDE_RESULTS_FILE", ""));
        return file.isBlank() ? null : workingDir.resolve(file.strip());
    }
}
