/** Telling webhooks and Alertmanager about changes of alerts. */
@NullMarked
package dev.backslide.sink.notify;

import org.jspecify.annotations.NullMarked;
