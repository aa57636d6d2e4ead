package com.example;

import java.util.concurrent.locks.LockSupport;

/** Stands for what you measure: it takes its time and answers. Thread-safe. */
public final class Model {

    /** System property: how long one inference takes, in ms; default 2. */
    public static final String DELAY = "model.delay.millis";

    private static final long NANOS_PER_MILLI = 1_000_000;

    private final long delayNanos = Long.getLong(DELAY, 2) * NANOS_PER_MILLI;

    /** Answers with as many tokens as the input has characters. */
    public String infer(String input) {
        long end = System.nanoTime() + delayNanos;
        for (long left = delayNanos; left > 0; left = end - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
        return new StringBuilder(input).reverse().toString();
    }

    /** Share of right answers on the reference set, from 0 to 1. */
    public double accuracy() {
        return 0.95;
    }

    /** What the weights occupy, in MB. */
    public double memoryUsage() {
        return 512;
    }
}
