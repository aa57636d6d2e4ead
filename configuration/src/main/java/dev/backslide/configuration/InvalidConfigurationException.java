package dev.backslide.configuration;

import java.util.List;

/**
 * Everything that is wrong with a configuration, each with offender, rule and next step. Immutable.
 *
 * @since 0.1
 */
public final class InvalidConfigurationException extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    private final transient List<String> problems;

    InvalidConfigurationException(List<String> problems) {
        super(
                problems.size() == 1
                        ? problems.get(0)
                        : problems.size() + " problems with the configuration:\n  " + String.join("\n  ", problems));
        this.problems = List.copyOf(problems);
    }

    InvalidConfigurationException(String problem, Throwable cause) {
        super(problem, cause);
        this.problems = List.of(problem);
    }

    /** One sentence each. */
    public List<String> problems() {
        return problems;
    }
}
