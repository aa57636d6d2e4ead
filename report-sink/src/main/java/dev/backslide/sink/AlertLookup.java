package dev.backslide.sink;

import dev.backslide.core.RegressionAlert;

import java.util.List;

/** Finds the alert that somebody means: by its id, or by the start of it where that names one alone. Stateless. */
final class AlertLookup {

    private AlertLookup() {}

    /** @throws RequestException where it names none or several */
    static RegressionAlert find(StoreSnapshot snapshot, String id) {
        return snapshot.alert(id).orElseGet(() -> abbreviated(snapshot, id));
    }

    private static RegressionAlert abbreviated(StoreSnapshot snapshot, String start) {
        List<RegressionAlert> found = snapshot.alertsFrom(start, 2);
        if (found.isEmpty()) {
            List<String> nearest = NearestKeys.to(start, snapshot.alertIds(NearestKeys.SEARCHED));
            throw RequestException.notFound("no alert has the id '" + start + "'; "
                    + (nearest.isEmpty() ? "there is none yet" : "nearest: " + String.join(", ", nearest)));
        }
        if (found.size() > 1) {
            throw RequestException.conflict("several alerts start with '" + start + "', e.g. "
                    + found.get(0).alertId() + " and " + found.get(1).alertId() + "; give more of the id");
        }
        return found.get(0);
    }
}
