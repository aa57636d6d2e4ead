package com.example.benchmark;

/** What is measured. */
public interface ModelPlugin {

    /** Answers an input. */
    String infer(String input);
}
