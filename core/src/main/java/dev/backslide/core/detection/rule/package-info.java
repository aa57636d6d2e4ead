/** What a policy and a rule say of one measurement of a series. */
@NullMarked
package dev.backslide.core.detection.rule;

import org.jspecify.annotations.NullMarked;
