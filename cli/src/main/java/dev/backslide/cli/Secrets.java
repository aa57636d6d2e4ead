package dev.backslide.cli;

import java.util.Locale;
import java.util.stream.Stream;

/** Keeps secrets off the screen. Stateless. */
final class Secrets {

    private Secrets() {}

    /** The text, or stars where the setting's name says that it is a secret. */
    static String mask(String name, String text) {
        String lower = name.toLowerCase(Locale.ROOT);
        boolean secret = Stream.of("password", "secret", "jaas", "token", "user.info", "key.pem", "keystore.key")
                .anyMatch(lower::contains);
        return secret ? "********" : text;
    }
}
