/**
 * What tests and benchmarks call: publish measurements without waiting, or wait for their verdicts. Start with {@link
 * dev.backslide.sdk.MetricPublisher}.
 */
@NullMarked
package dev.backslide.sdk;

import org.jspecify.annotations.NullMarked;
