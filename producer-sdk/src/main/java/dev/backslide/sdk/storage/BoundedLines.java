package dev.backslide.sdk.storage;

import org.jspecify.annotations.Nullable;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/**
 * Lines of UTF-8, none of which fills the heap: one that is longer than any record is passed over and marked. Tolerant: a crash
 * may have cut a line in the middle of a character. Not thread-safe.
 */
final class BoundedLines implements AutoCloseable {

    /** In bytes. A measurement with as many samples and as much metadata as it may have takes some hundred thousand. */
    static final int LONGEST = 8 << 20;

    private final InputStream in;
    private final byte[] buffer = new byte[65_536];
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private int position;
    private int end;
    private long number;
    private boolean tooLong;

    BoundedLines(InputStream in) {
        this.in = in;
    }

    /** The next line without its end, empty where it is too long; null: there is none. */
    @Nullable
    String next() throws IOException {
        tooLong = false;
        line.reset();
        if (!fill()) {
            return null;
        }
        for (boolean ended = false; !ended && fill(); ) {
            int from = position;
            while (position < end && buffer[position] != '\n') {
                position++;
            }
            keep(from, position - from);
            ended = position < end;
            position += ended ? 1 : 0;
        }
        number++;
        return tooLong ? "" : line.toString(StandardCharsets.UTF_8);
    }

    /** Number of the line that came last, from 1; 0 before the first. One that a failure cut off does not count. */
    long number() {
        return number;
    }

    /** Whether the line that came last was longer than {@value #LONGEST} bytes. */
    boolean isTooLong() {
        return tooLong;
    }

    private void keep(int from, int length) {
        tooLong |= line.size() + length > LONGEST;
        if (!tooLong) {
            line.write(buffer, from, length);
        }
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
