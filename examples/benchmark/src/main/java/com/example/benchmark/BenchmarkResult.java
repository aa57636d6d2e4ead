package com.example.benchmark;

import java.util.Map;

/** What a benchmark found. Immutable. */
public record BenchmarkResult(
        String name, double value, String unit, Map<String, String> metadata, String modelName, String category) {

    public BenchmarkResult {
        metadata = Map.copyOf(metadata);
    }
}
