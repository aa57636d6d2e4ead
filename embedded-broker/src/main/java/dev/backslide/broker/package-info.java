/** The real Kafka broker, in this JVM, on loopback only. */
@NullMarked
package dev.backslide.broker;

import org.jspecify.annotations.NullMarked;
