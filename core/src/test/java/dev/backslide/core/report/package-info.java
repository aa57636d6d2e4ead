@NullMarked
package dev.backslide.core.report;

import org.jspecify.annotations.NullMarked;
