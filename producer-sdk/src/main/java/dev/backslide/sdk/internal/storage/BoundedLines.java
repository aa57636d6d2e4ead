package dev.backslide.sdk.internal.storage;

import org.jspecify.annotations.Nullable;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/**
 * Lines of a text, none of which fills the heap: one that is longer than any record is passed over and marked. Tolerant: bytes
 * that are no characters are replaced. Not thread-safe.
 */
public final class BoundedLines implements AutoCloseable {

    /** In bytes. A measurement with as many samples and as much metadata as it may have takes some hundred thousand. */
    public static final int LONGEST = 8 << 20;

    private final InputStream in;
    private final Charset charset;
    private final byte[] buffer = new byte[65_536];
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private int position;
    private int end;
    private long number;
    private boolean tooLong;
    private boolean afterReturn;

    BoundedLines(InputStream in) {
        this(in, StandardCharsets.UTF_8);
    }

    /** @param in closed with this */
    public BoundedLines(InputStream in, Charset charset) {
        this.in = in;
        this.charset = charset;
    }

    /** The next line without its end (a line feed, a carriage return or both), empty where it is too long; null: there is none. */
    public @Nullable String next() throws IOException {
        tooLong = false;
        line.reset();
        if (!fill() || (afterReturn && buffer[position] == '\n' && !skip())) {
            return null;
        }
        afterReturn = false;
        for (boolean ended = false; !ended && fill(); ) {
            int from = position;
            while (position < end && buffer[position] != '\n' && buffer[position] != '\r') {
                position++;
            }
            keep(from, position - from);
            ended = position < end;
            if (ended) {
                afterReturn = buffer[position++] == '\r';
            }
        }
        number++;
        return tooLong ? "" : line.toString(charset);
    }

    /** Number of the line that came last, from 1; 0 before the first. One that a failure cut off does not count. */
    public long number() {
        return number;
    }

    /** Whether the line that came last was longer than {@value #LONGEST} bytes. */
    public boolean isTooLong() {
        return tooLong;
    }

    private void keep(int from, int length) {
        tooLong |= line.size() + length > LONGEST;
        if (!tooLong) {
            line.write(buffer, from, length);
        }
    }

    /** Passes over a byte; returns whether there is one behind it. */
    private boolean skip() throws IOException {
        position++;
        return fill();
    }

    /** Whether there is a byte at the position. */
    private boolean fill() throws IOException {
        if (position < end) {
            return true;
        }
        position = 0;
        end = Math.max(0, in.read(buffer));
        return end > 0;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
