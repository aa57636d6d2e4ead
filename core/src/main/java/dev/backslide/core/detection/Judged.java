package dev.backslide.core.detection;

import dev.backslide.core.RegressionAlert;

import java.util.List;

/**
 * What one measurement means to its series. Immutable.
 *
 * @param judgement the rule's answer for it
 * @param alerts changes of state, in order; mostly empty
 */
record Judged(Judgement judgement, List<RegressionAlert> alerts) {}
