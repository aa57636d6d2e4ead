package dev.backslide.junit;

/** What becomes of a test whose metric nobody judged in time. Immutable. */
enum OnNoVerdict {
    /** It fails: a gate that does not know must not say that all is well. */
    FAIL,
    /** It passes with a warning. */
    WARN
}
