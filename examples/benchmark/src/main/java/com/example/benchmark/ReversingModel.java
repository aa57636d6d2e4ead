package com.example.benchmark;

/** Stands for a model of yours: it answers with its input, backwards. Thread-safe. */
public final class ReversingModel implements ModelPlugin {

    @Override
    public String infer(String input) {
        return new StringBuilder(input).reverse().toString();
    }
}
