package dev.backslide.cli.option;

import picocli.CommandLine.TypeConversionException;

/** A value on the command line that breaks the rule of its type. */
public final class InvalidOptionValue extends TypeConversionException {

    private final String rule;

    /**
     * A refusal.
     *
     * @param value as given
     * @param rule what it must be, e.g. {@code a number}
     */
    public InvalidOptionValue(String value, String rule) {
        super("it was '" + value + "' but it must be " + rule);
        this.rule = rule;
    }

    /** What the value must be. */
    public String rule() {
        return rule;
    }
}
