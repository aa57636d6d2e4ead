package dev.backslide.sdk.internal.storage;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.ZipException;

/**
 * What a compressed file holds, as long as that is no more than any file of measurements would: a small file that unpacks without
 * end fails with a {@link ZipException}. Not thread-safe.
 */
public final class InflationLimit extends FilterInputStream {

    /** A measurement repeated for ever is packed to less than a hundredth. */
    private static final long MOST_TIMES = 200;

    /** That much is unpacked of any file, in bytes. */
    private static final long ALWAYS = 64L << 20;

    private final long packed;
    private long unpacked;

    /**
     * @param unpacked what is read
     * @param packed size of the compressed file, in bytes
     */
    public InflationLimit(InputStream unpacked, long packed) {
        super(unpacked);
        this.packed = packed;
    }

    @Override
    public int read() throws IOException {
        int read = super.read();
        count(read < 0 ? 0 : 1);
        return read;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        int read = super.read(bytes, offset, length);
        count(Math.max(0, read));
        return read;
    }

    private void count(int bytes) throws IOException {
        unpacked += bytes;
        if (unpacked > ALWAYS && unpacked / MOST_TIMES > packed) {
            throw new ZipException("it unpacks to more than " + MOST_TIMES + " times its size");
        }
    }
}
