package dev.backslide.sdk;

/**
 * Why a measurement was not sent. Immutable.
 *
 * @since 0.1
 */
public enum DropReason {
    /** It breaks a rule of the model: not finite, no name, a timestamp that cannot be. */
    INVALID,
    /** As many measurements were pending as the settings allow: the broker is away, or slower than the caller. */
    FULL,
    /** The broker rejected it, or did not acknowledge it within the delivery timeout or before the publisher closed. */
    NOT_DELIVERED,
    /** It was recorded after the publisher was closed. */
    CLOSED
}
