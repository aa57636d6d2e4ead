package dev.backslide.sink.notify;

import dev.backslide.core.RegressionAlert;
import dev.backslide.sink.transition.Notification;

import java.net.http.HttpRequest;
import java.util.List;

/** Somebody who is told about alerts over HTTP: what is sent where. Implementations are thread-safe. */
interface NotificationReceiver {

    /** What it is called in the store, in settings and in metrics. */
    String name();

    /** The request that tells a change of state. */
    HttpRequest request(Notification notification);

    /** Requests that tell again what is open; none where the receiver remembers by itself. */
    List<HttpRequest> reminders(List<RegressionAlert> open);
}
