package dev.backslide.sink.http;

import dev.backslide.core.RegressionAlert;
import dev.backslide.core.store.AlertStore;
import dev.backslide.core.store.StoreRequestException;
import dev.backslide.sink.store.StoreSnapshot;

import java.util.List;

/** Finds the alert that somebody means: by its id, or by the start of it where that names one alone. Stateless. */
final class AlertLookup {

    private AlertLookup() {}

    /** @throws StoreRequestException where it names none or several */
    static RegressionAlert find(StoreSnapshot snapshot, String id) {
        return snapshot.alert(id).orElseGet(() -> abbreviated(snapshot, id));
    }

    private static RegressionAlert abbreviated(StoreSnapshot snapshot, String start) {
        List<RegressionAlert> found = snapshot.alertsFrom(start, 2);
        if (found.isEmpty()) {
            throw StoreRequestException.unknownAlert(start, snapshot.alertIds(AlertStore.MOST_COMPARED));
        }
        if (found.size() > 1) {
            throw StoreRequestException.severalAlerts(start, found);
        }
        return found.get(0);
    }
}
