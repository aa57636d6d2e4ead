package dev.backslide.core.detection.monitor;

import dev.backslide.core.RegressionAlert;
import dev.backslide.core.detection.rule.Judgement;

import java.util.List;

/**
 * What one measurement means to its series. Immutable.
 *
 * @param judgement the rule's answer for it
 * @param alerts changes of state, in order; mostly empty
 */
record JudgedMeasurement(Judgement judgement, List<RegressionAlert> alerts) {}
