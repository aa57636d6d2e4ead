package dev.backslide.cli.context;

import dev.backslide.gate.GateOutcome;

/** What the command's exit status means; scripts rely on it. Stateless. */
public final class ExitCode {

    /** Done; with {@code --wait}: no regression. */
    public static final int OK = 0;

    /** The tool could not do it: wrong usage or configuration, nothing reachable, rows rejected. */
    public static final int FAILED = 1;

    /** Of a gate, and with {@code --wait}: a regression. */
    public static final int REGRESSION = GateOutcome.REGRESSION.exitCode();

    /** Of a gate, and with {@code --wait}: too little history to judge, or no answer in time. */
    public static final int INCONCLUSIVE = GateOutcome.INCONCLUSIVE.exitCode();

    private ExitCode() {}
}
