/** Running detectors and monitors over recorded measurements, and scoring them against labels. */
@NullMarked
package dev.backslide.core.detection.evaluation;

import org.jspecify.annotations.NullMarked;
