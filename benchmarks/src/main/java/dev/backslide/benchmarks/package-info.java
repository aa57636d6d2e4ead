/** Speed and memory of the pipeline, each figure beside a reference measured in the same run. */
@NullMarked
package dev.backslide.benchmarks;

import org.jspecify.annotations.NullMarked;
