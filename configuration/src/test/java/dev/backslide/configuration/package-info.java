/** Tests of the configuration. */
@NullMarked
package dev.backslide.configuration;

import org.jspecify.annotations.NullMarked;
