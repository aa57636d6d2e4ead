package dev.backslide.junit;

/** A message whose first line says it all, with labelled lines below. Not thread-safe: one a message. */
final class Lines {

    private static final int LABEL_WIDTH = 11;

    private final StringBuilder text;

    Lines(String first) {
        text = new StringBuilder(first);
    }

    Lines add(String label, String line) {
        text.append("\n  ")
                .append(label)
                .append(" ".repeat(Math.max(1, LABEL_WIDTH - label.length())))
                .append(line);
        return this;
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
