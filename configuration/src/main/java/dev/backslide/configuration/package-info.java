/** Settings and policies, from defaults, configuration file, environment, flags and code, checked together. */
@NullMarked
package dev.backslide.configuration;

import org.jspecify.annotations.NullMarked;
