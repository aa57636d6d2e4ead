package com.example.benchmark;

/** The base of benchmarks of one model. */
public abstract class BaseBenchmark {

    protected final ModelPlugin modelPlugin;
    protected final String modelName;

    protected BaseBenchmark(ModelPlugin modelPlugin, String modelName) {
        this.modelPlugin = modelPlugin;
        this.modelName = modelName;
    }

    /** Measures once. */
    public abstract BenchmarkResult run();
}
