package dev.backslide.sink.settings;

import dev.backslide.core.Severity;
import dev.backslide.core.text.Secrets;
import org.jspecify.annotations.Nullable;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Who is told about alerts, and about which. Immutable.
 *
 * @param webhookUrl where each change of state is posted as JSON; null: nowhere
 * @param alertmanagerUrl base of an Alertmanager, whose API of version 2 gets the alerts; null: none
 * @param publicUrl how people reach this sink's HTTP API, for links; null: as it listens
 * @param minSeverity less severe alerts are not told; default warning
 * @param maxAge an alert is raised only where its measurement is not older than this, above 0: replaying a history pages nobody;
 *     default 24 hours
 * @param resendInterval how often an Alertmanager is told again what is still open, at least 1 s; it forgets after four times
 *     this; default 2 minutes
 * @param timeout for one request, above 0; default 10 s
 * @param maxPending notifications kept for one receiver at most, at least 1; default 10,000. Beyond it new ones are dropped
 */
public record NotificationSettings(
        @Nullable URI webhookUrl,
        @Nullable URI alertmanagerUrl,
        @Nullable URI publicUrl,
        Severity minSeverity,
        Duration maxAge,
        Duration resendInterval,
        Duration timeout,
        int maxPending) {

    /** Name of the receiver that gets each change of state. */
    public static final String WEBHOOK = "webhook";

    /** Name of the receiver that is an Alertmanager. */
    public static final String ALERTMANAGER = "alertmanager";

    /** Nobody is told. */
    public static final NotificationSettings NONE = new NotificationSettings(
            null,
            null,
            null,
            Severity.WARNING,
            Duration.ofHours(24),
            Duration.ofMinutes(2),
            Duration.ofSeconds(10),
            10_000);

    public NotificationSettings {
        requireHttp("webhook URL", webhookUrl);
        requireHttp("Alertmanager URL", alertmanagerUrl);
        requireHttp("public URL", publicUrl);
        requireAtLeast("max age", maxAge, Duration.ofSeconds(1));
        requireAtLeast("resend interval", resendInterval, Duration.ofSeconds(1));
        requireAtLeast("timeout", timeout, Duration.ofMillis(1));
        if (maxPending < 1) {
            throw new IllegalArgumentException("max pending was '" + maxPending + "' but it must be 1 or more");
        }
    }

    /** The same settings with other receivers. */
    public NotificationSettings withReceivers(@Nullable URI webhook, @Nullable URI alertmanager) {
        return new NotificationSettings(
                webhook, alertmanager, publicUrl, minSeverity, maxAge, resendInterval, timeout, maxPending);
    }

    /** The same settings with another public address. */
    public NotificationSettings withPublicUrl(@Nullable URI url) {
        return new NotificationSettings(
                webhookUrl, alertmanagerUrl, url, minSeverity, maxAge, resendInterval, timeout, maxPending);
    }

    /** The same settings with other alerts to tell. */
    public NotificationSettings withAlerts(Severity newMinSeverity, Duration newMaxAge) {
        return new NotificationSettings(
                webhookUrl, alertmanagerUrl, publicUrl, newMinSeverity, newMaxAge, resendInterval, timeout, maxPending);
    }

    /** The same settings with other times. */
    public NotificationSettings withTimes(Duration newResendInterval, Duration newTimeout) {
        return new NotificationSettings(
                webhookUrl, alertmanagerUrl, publicUrl, minSeverity, maxAge, newResendInterval, newTimeout, maxPending);
    }

    /** The same settings with another bound. */
    public NotificationSettings withMaxPending(int newMaxPending) {
        return new NotificationSettings(
                webhookUrl, alertmanagerUrl, publicUrl, minSeverity, maxAge, resendInterval, timeout, newMaxPending);
    }

    /** Names of the receivers that are set. */
    public List<String> receivers() {
        List<String> names = new ArrayList<>();
        if (webhookUrl != null) {
            names.add(WEBHOOK);
        }
        if (alertmanagerUrl != null) {
            names.add(ALERTMANAGER);
        }
        return names;
    }

    private static void requireHttp(String setting, @Nullable URI url) {
        if (url != null
                && (url.getHost() == null || !("http".equals(url.getScheme()) || "https".equals(url.getScheme())))) {
            throw new IllegalArgumentException(
                    setting + " was '" + Secrets.maskPath(url.toString()) + "' but it must be an http or https URL");
        }
    }

    private static void requireAtLeast(String setting, Duration value, Duration least) {
        if (value.compareTo(least) < 0) {
            throw new IllegalArgumentException(setting + " was '" + value + "' but it must be at least " + least);
        }
    }
}
