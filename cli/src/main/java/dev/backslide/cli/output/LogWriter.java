package dev.backslide.cli.output;

import dev.backslide.core.text.LogLine;
import dev.backslide.core.text.Secrets;

import java.io.FilterWriter;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Prints what commands print, each line as {@link LogLine} has it: whatever a command prints, names in it steer nothing. Own
 * colours are let through where a person watches. Not thread-safe, as the lines of commands are.
 */
public final class LogWriter extends PrintWriter {

    private final PrintWriter target;

    private LogWriter(PrintWriter target, boolean coloured, UnaryOperator<String> text) {
        super(new Lines(target, coloured, text), true);
        this.target = target;
    }

    /** For results, JSON among them, which keeps its meaning; the writer itself where it is one already. */
    public static LogWriter ofResults(PrintWriter writer, boolean coloured) {
        return writer instanceof LogWriter guarded ? guarded : new LogWriter(writer, coloured, LogLine::of);
    }

    /** For problems, of which the log-ins of URLs are left out; the writer itself where it is one already. */
    public static LogWriter ofProblems(PrintWriter writer, boolean coloured) {
        return writer instanceof LogWriter guarded
                ? guarded
                : new LogWriter(writer, coloured, text -> LogLine.of(Secrets.mask(text)));
    }

    /** Prints text as it is, behind what was printed before. */
    public void raw(String text) {
        flush();
        target.print(text);
        target.flush();
    }

    /** Collects characters until a line is whole; a part that is flushed is written as if it began the line. */
    private static final class Lines extends FilterWriter {

        /** Colours and their end, as the command line's library makes them. */
        private static final Pattern COLOUR = Pattern.compile("\\u001b\\[[0-9;]{0,12}m");

        private final boolean coloured;
        private final UnaryOperator<String> clean;
        private final StringBuilder line = new StringBuilder();

        private Lines(Writer target, boolean coloured, UnaryOperator<String> clean) {
            super(target);
            this.clean = clean;
            this.coloured = coloured;
        }

        @Override
        public void write(int c) throws IOException {
            if (c == '\n') {
                boolean carriage = line.length() > 0 && line.charAt(line.length() - 1) == '\r';
                line.setLength(line.length() - (carriage ? 1 : 0));
                writeLine();
                out.write(carriage ? "\r\n" : "\n");
            } else {
                line.append((char) c);
            }
        }

        @Override
        public void write(char[] text, int start, int length) throws IOException {
            for (int i = start; i < start + length; i++) {
                write(text[i]);
            }
        }

        @Override
        public void write(String text, int start, int length) throws IOException {
            for (int i = start; i < start + length; i++) {
                write(text.charAt(i));
            }
        }

        @Override
        public void flush() throws IOException {
            writeLine();
            super.flush();
        }

        private void writeLine() throws IOException {
            String text = line.toString();
            line.setLength(0);
            int start = 0;
            Matcher colour = COLOUR.matcher(text);
            while (coloured && colour.find()) {
                out.write(clean.apply(text.substring(start, colour.start())) + colour.group());
                start = colour.end();
            }
            out.write(clean.apply(text.substring(start)));
        }
    }
}
