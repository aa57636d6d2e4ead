package dev.backslide.configuration;

import dev.backslide.core.Direction;
import dev.backslide.core.Severity;
import dev.backslide.core.detection.rule.DetectorKind;
import dev.backslide.schemas.Defaults;

import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * How a setting's text is read. Thread-safe.
 *
 * @param <T> what it is read to
 * @param rule the allowed texts, to follow "it must be"
 * @param reader empty if the text breaks the rule
 * @since 0.1
 */
public record SettingFormat<T>(String rule, Function<String, Optional<T>> reader) {

    private static final Pattern SERVER = Pattern.compile("(\\[[0-9a-fA-F:.]+]|[A-Za-z0-9._-]+):([0-9]{1,5})");
    private static final Pattern PREFIX = Pattern.compile("[A-Za-z0-9._-]{1,100}");

    static final SettingFormat<String> TEXT =
            new SettingFormat<>("some text", text -> text.isBlank() ? Optional.empty() : Optional.of(text));

    /** A percentage above 0. */
    public static final SettingFormat<Double> PERCENTAGE =
            new SettingFormat<>("a percentage above 0, e.g. 5.0", SettingFormat::percentage);

    static final SettingFormat<Double> FLOOR =
            new SettingFormat<>("a number of at least 0, in the metric's unit", SettingFormat::floor);

    static final SettingFormat<DetectorKind> DETECTOR = choice(DetectorKind.values());

    static final SettingFormat<TrackerKind> TRACKER = choice(TrackerKind.values());

    static final SettingFormat<Direction> DIRECTION =
            new SettingFormat<>("higher or lower", text -> switch (label(text)) {
                case "higher", "higher_is_better" -> Optional.of(Direction.HIGHER_IS_BETTER);
                case "lower", "lower_is_better" -> Optional.of(Direction.LOWER_IS_BETTER);
                default -> Optional.empty();
            });

    static final SettingFormat<Boolean> BOOLEAN =
            new SettingFormat<>("true or false", text -> switch (text.toLowerCase(Locale.ROOT)) {
                case "true", "yes", "on", "1" -> Optional.of(true);
                case "false", "no", "off", "0" -> Optional.of(false);
                default -> Optional.empty();
            });

    static final SettingFormat<String> SERVERS = new SettingFormat<>(
            "host:port, or several separated by commas",
            text -> Arrays.stream(text.split(",", -1)).allMatch(SettingFormat::isServer)
                    ? Optional.of(text.replace(" ", ""))
                    : Optional.empty());

    static final SettingFormat<String> TOPIC_PREFIX = new SettingFormat<>(
            "1 to 100 letters, digits, '.', '_' or '-'",
            text -> PREFIX.matcher(text).matches() ? Optional.of(text) : Optional.empty());

    static final SettingFormat<String> HTTP_URL =
            new SettingFormat<>("an http or https URL, e.g. " + Defaults.SINK_URL, SettingFormat::url);

    static final SettingFormat<String> OPTIONAL_URL =
            new SettingFormat<>("an http or https URL, or empty", text -> text.isBlank() ? Optional.of("") : url(text));

    static final SettingFormat<Severity> SEVERITY = choice(Severity.values());

    static final SettingFormat<LogConsole> LOG_CONSOLE = choice(LogConsole.values());

    static final SettingFormat<Duration> PATIENCE = new SettingFormat<>(
            DurationFormat.RULE + ", from 1s to 1d",
            text -> DurationFormat.read(text)
                    .filter(time ->
                            time.compareTo(Duration.ofSeconds(1)) >= 0 && time.compareTo(Duration.ofDays(1)) <= 0));

    static final SettingFormat<Duration> DURATION = new SettingFormat<>(DurationFormat.RULE, DurationFormat::read);

    static final SettingFormat<List<String>> NAMES = new SettingFormat<>(
            "names separated by commas",
            text -> Optional.of(Arrays.stream(text.split(","))
                    .map(String::strip)
                    .filter(name -> !name.isEmpty())
                    .distinct()
                    .toList()));

    static SettingFormat<Integer> integer(int min, int max) {
        return new SettingFormat<>("a whole number from " + min + " to " + max, text -> {
            try {
                return Optional.of(Integer.parseInt(text)).filter(number -> number >= min && number <= max);
            } catch (NumberFormatException e) {
                return Optional.empty();
            }
        });
    }

    /** The same, or nothing at all. */
    static <T> SettingFormat<Optional<T>> optional(SettingFormat<T> format) {
        return new SettingFormat<>(format.rule() + ", or empty", text -> {
            Optional<T> value =
                    text.isBlank() ? Optional.empty() : format.reader().apply(text);
            return text.isBlank() || value.isPresent() ? Optional.of(value) : Optional.empty();
        });
    }

    /** A value as it would be written in the file. */
    static String write(Object value) {
        if (value instanceof Optional<?> optional) {
            return optional.map(SettingFormat::write).orElse("");
        }
        if (value instanceof Direction direction) {
            return direction.name().toLowerCase(Locale.ROOT).replace("_is_better", "");
        }
        if (value instanceof Collection<?> several) {
            return several.stream().map(String::valueOf).collect(Collectors.joining(", "));
        }
        return value instanceof Enum<?> constant ? constant.name().toLowerCase(Locale.ROOT) : String.valueOf(value);
    }

    private static <E extends Enum<E>> SettingFormat<E> choice(E[] constants) {
        String rule = Arrays.stream(constants).map(SettingFormat::write).collect(Collectors.joining(" or "));
        return new SettingFormat<>(
                rule,
                text -> Arrays.stream(constants)
                        .filter(constant -> write(constant).equals(label(text)))
                        .findFirst());
    }

    private static String label(String text) {
        return text.toLowerCase(Locale.ROOT).replace('-', '_');
    }

    private static Optional<Double> floor(String text) {
        try {
            return Optional.of(Double.parseDouble(text)).filter(number -> number >= 0 && Double.isFinite(number));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    private static Optional<Double> percentage(String text) {
        try {
            return Optional.of(Double.parseDouble(text.endsWith("%") ? text.substring(0, text.length() - 1) : text))
                    .filter(number -> number > 0 && number <= 1e6);
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    private static Optional<String> url(String text) {
        try {
            URI uri = URI.create(text);
            boolean http = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
            return http && uri.getHost() != null
                    ? Optional.of(text.endsWith("/") ? text.substring(0, text.length() - 1) : text)
                    : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static boolean isServer(String text) {
        var matcher = SERVER.matcher(text.strip());
        return matcher.matches() && Integer.parseInt(matcher.group(2)) <= 65_535;
    }
}
