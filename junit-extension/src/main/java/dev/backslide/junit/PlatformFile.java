package dev.backslide.junit;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;

/** Reads {@code junit-platform.properties}: JUnit hands out its values without saying that they are from there. Stateless. */
final class PlatformFile {

    private PlatformFile() {}

    /** What the file on the class path says; empty where there is none. */
    static Map<String, String> read() {
        ClassLoader loader = Thread.currentThread().getContextClassLoader();
        ClassLoader classPath = loader == null ? ClassLoader.getSystemClassLoader() : loader;
        try (InputStream file = classPath.getResourceAsStream("junit-platform.properties")) {
            if (file == null) {
                return Map.of();
            }
            Properties properties = new Properties();
            properties.load(file);
            Map<String, String> entries = new HashMap<>();
            properties.stringPropertyNames().forEach(name -> entries.put(name, properties.getProperty(name)));
            return entries;
        } catch (IOException e) {
            throw new UncheckedIOException("junit-platform.properties cannot be read", e);
        }
    }
}
