package dev.backslide.cli;

import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Keeps secrets off the screen. Stateless. */
final class Secrets {

    /** Scheme and host of a URL, and what follows: chat systems put the secret there. */
    private static final Pattern HOST = Pattern.compile("^(\\w+://)(?:[^/@]*@)?([^/]+)/.+");

    private Secrets() {}

    /** The text, or stars where the setting's name says that it is a secret. */
    static String mask(String name, String text) {
        String lower = name.toLowerCase(Locale.ROOT);
        if (lower.endsWith("webhook_url")) {
            return HOST.matcher(text).replaceFirst("$1$2/********");
        }
        boolean secret = Stream.of("password", "secret", "jaas", "token", "user.info", "key.pem", "keystore.key")
                .anyMatch(lower::contains);
        return secret ? "********" : text;
    }
}
