package dev.backslide.core.detection.history;

/**
 * A 64-bit hash of text that is the same in every JVM and version: FNV-1a, then the finalizer of MurmurHash3. Thread-safe.
 *
 * @since 0.1
 */
public final class StableHash {

    private static final long OFFSET_BASIS = 0xcbf29ce484222325L;
    private static final long PRIME = 0x100000001b3L;

    private StableHash() {}

    public static long of(CharSequence text) {
        long hash = OFFSET_BASIS;
        for (int i = 0; i < text.length(); i++) {
            hash = (hash ^ text.charAt(i)) * PRIME;
        }
        hash = (hash ^ (hash >>> 33)) * 0xff51afd7ed558ccdL;
        hash = (hash ^ (hash >>> 33)) * 0xc4ceb9fe1a85ec53L;
        return hash ^ (hash >>> 33);
    }

    public static String hex(CharSequence text) {
        return "%016x".formatted(of(text));
    }
}
