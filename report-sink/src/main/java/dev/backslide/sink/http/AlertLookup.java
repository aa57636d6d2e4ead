package dev.backslide.sink.http;

import dev.backslide.core.RegressionAlert;
import dev.backslide.sink.store.NearestKeys;
import dev.backslide.sink.store.StoreSnapshot;

import java.util.List;

/** Finds the alert that somebody means: by its id, or by the start of it where that names one alone. Stateless. */
public final class AlertLookup {

    private AlertLookup() {}

    /** @throws RequestException where it names none or several */
    static RegressionAlert find(StoreSnapshot snapshot, String id) {
        return snapshot.alert(id).orElseGet(() -> abbreviated(snapshot, id));
    }

    private static RegressionAlert abbreviated(StoreSnapshot snapshot, String start) {
        List<RegressionAlert> found = snapshot.alertsFrom(start, 2);
        if (found.isEmpty()) {
            throw RequestException.notFound(NearestKeys.unknownAlert(start, snapshot.alertIds(NearestKeys.SEARCHED)));
        }
        if (found.size() > 1) {
            throw RequestException.conflict(several(start, found));
        }
        return found.get(0);
    }

    /** Says that a start is not enough to name one alert. */
    public static String several(String start, List<RegressionAlert> found) {
        return "several alerts start with '" + start + "', e.g. " + found.get(0).alertId() + " and "
                + found.get(1).alertId() + "; give a longer part of the id";
    }
}
