package dev.backslide.sink.http;

import dev.backslide.core.store.AlertFilter;
import io.javalin.http.Context;

/** Query parameters, checked: what breaks a rule is answered with parameter, value and rule. Thread-safe. */
final class Parameters {

    private static final int DEFAULT_LIMIT = 100;
    private static final int MAX_LIMIT = 10_000;

    private Parameters() {}

    static String key(Context context) {
        String key = context.queryParam("key");
        if (key == null || key.isEmpty()) {
            throw RequestException.bad("key was missing but it must be a series key, e.g. ?key=my_model:latency;"
                    + " /api/v1/series lists them");
        }
        return key;
    }

    /** 1 to 10,000; default 100. */
    static int limit(Context context) {
        return (int) integer(context, "limit", DEFAULT_LIMIT, 1, MAX_LIMIT);
    }

    /** 0 or more; default 0. */
    static long offset(Context context) {
        return integer(context, "offset", 0, 0, Long.MAX_VALUE);
    }

    static long integer(Context context, String name, long unset, long min, long max) {
        String value = context.queryParam(name);
        if (value == null) {
            return unset;
        }
        try {
            long number = Long.parseLong(value);
            if (number >= min && number <= max) {
                return number;
            }
        } catch (NumberFormatException e) {
            // Answered below, as a number out of range is.
        }
        String range = max == Long.MAX_VALUE ? min + " or more" : "from " + min + " to " + max;
        throw RequestException.bad(name + " was '" + value + "' but it must be a whole number " + range);
    }

    /** Default false. */
    static boolean flag(Context context, String name) {
        String value = context.queryParam(name);
        if (value == null || value.equals("false")) {
            return false;
        }
        if (value.equals("true")) {
            return true;
        }
        throw RequestException.bad(name + " was '" + value + "' but it must be true or false");
    }

    static AlertFilter alertFilter(Context context) {
        return AlertFilter.of(context.queryParam("state"), context.queryParam("severity"));
    }
}
