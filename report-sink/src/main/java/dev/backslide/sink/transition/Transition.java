package dev.backslide.sink.transition;

import java.util.Locale;

/** What happened to an alert, as those are told who are not asked to look at it all the time. Immutable. */
public enum Transition {
    /** It was raised, or became one that is to be told. */
    OPENED,
    /** It became more severe. */
    WORSENED,
    /** A snooze ended, it became worse after somebody had taken it, or what seemed to be over was confirmed. */
    REOPENED,
    /** The metric recovered, or somebody closed it. */
    RESOLVED,
    /** A person accepted the new level. */
    EXPECTED,
    /** Later measurements refuted it. */
    WITHDRAWN;

    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether the alert is over. */
    public boolean isEnd() {
        return this == RESOLVED || this == EXPECTED || this == WITHDRAWN;
    }
}
