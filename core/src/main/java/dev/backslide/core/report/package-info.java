/** Reports and exports in the specification's exact shapes. */
@NullMarked
package dev.backslide.core.report;

import org.jspecify.annotations.NullMarked;
