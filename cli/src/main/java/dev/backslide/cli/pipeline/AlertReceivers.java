package dev.backslide.cli.pipeline;

import dev.backslide.configuration.Configuration;
import dev.backslide.configuration.Setting;
import dev.backslide.sink.settings.MonitoringSettings;
import dev.backslide.sink.settings.NotificationSettings;
import org.jspecify.annotations.Nullable;

import java.net.URI;

/** What a configuration says about who is told what. Stateless. */
final class AlertReceivers {

    private AlertReceivers() {}

    static NotificationSettings notifications(Configuration configuration) {
        NotificationSettings defaults = NotificationSettings.NONE;
        return defaults.withReceivers(
                        url(configuration, Setting.WEBHOOK_URL), url(configuration, Setting.ALERTMANAGER_URL))
                .withPublicUrl(url(configuration, Setting.PUBLIC_URL))
                .withAlerts(configuration.get(Setting.MIN_SEVERITY), configuration.get(Setting.MAX_AGE))
                .withTimes(configuration.get(Setting.RESEND_INTERVAL), defaults.timeout());
    }

    static MonitoringSettings monitoring(Configuration configuration) {
        return new MonitoringSettings(
                configuration.get(Setting.PER_METRIC_LABELS), configuration.get(Setting.MAX_METRICS));
    }

    private static @Nullable URI url(Configuration configuration, Setting<String> setting) {
        String text = configuration.get(setting);
        return text.isEmpty() ? null : URI.create(text);
    }
}
