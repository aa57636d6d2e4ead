package dev.backslide.testkit;

import com.fasterxml.jackson.databind.ObjectMapper;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;

/** Names that every output must show as names, whatever its reader makes of text. Stateless. */
public final class HostileNames {

    private HostileNames() {}

    /** All of them, the empty one too. */
    public static List<String> all() {
        try (InputStream names = HostileNames.class.getResourceAsStream("hostile-names.json")) {
            return List.of(new ObjectMapper().readValue(names, String[].class));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
