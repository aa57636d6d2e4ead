package dev.backslide.core.text;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Keeps secrets out of whatever is shown, logged or stored: the one place that knows what looks like one. Thread-safe.
 *
 * @since 0.1
 */
public final class Secrets {

    /** Stands for a secret, and says nothing of its length. */
    public static final String MASK = "********";

    private static final String[] NAMES = {
        "password",
        "passwd",
        "passphrase",
        "pwd",
        "secret",
        "token",
        "credential",
        "jaas",
        "user.info",
        "userinfo",
        "apikey",
        "api.key",
        "accesskey",
        "access.key",
        "privatekey",
        "private.key",
        "key.pem",
        "keystore.key",
        "authorization",
        "bearer"
    };

    /**
     * What names of secrets end in, without separators. Of measurements people say much that only begins like a secret, as
     * {@code max_tokens} and {@code tokenizer}.
     */
    private static final Pattern FACT = Pattern.compile(
            ".*(?:password|passwd|passphrase|pwd|secret|token|credentials?|apikey|accesskey|privatekey|authorization)");

    private static final Pattern NUMBER = Pattern.compile("[-+]?[0-9.,]+");

    /** The log-in of a URL ends at the last {@code @} of its host part; a password may hold an unescaped slash. */
    private static final Pattern LOGIN =
            Pattern.compile("://(?:[^\\s/?#'\"<>]*|[^\\s/?#'\"<>:@]*:(?!\\d{1,5}[/?#])[^\\s'\"<>]*)@");

    /** A named value of a URL's query. */
    private static final Pattern QUERY = Pattern.compile("([?&;]([\\w.-]+)=)[^\\s&;#'\"<>]+");

    /** A named value within an option, as {@code -Dname=value} or {@code --name=value}. */
    private static final Pattern OPTION = Pattern.compile("([\\w.\\-]+)([=:]\\s*).+", Pattern.DOTALL);

    /** Scheme and host of a URL, and what follows: chat systems put the secret there. */
    private static final Pattern HOST = Pattern.compile("^(\\w+://[^/?#]+)[/?#].+", Pattern.DOTALL);

    private Secrets() {}

    /** Whether a setting of this name holds a secret, whatever its value. */
    public static boolean isSecret(String name) {
        String plain = name.toLowerCase(Locale.ROOT).replace('_', '.').replace('-', '.');
        return Stream.of(NAMES).anyMatch(plain::contains);
    }

    /** A text that is shown for what it says: log-ins and secret parameters of the URLs in it are masked. */
    public static String mask(String text) {
        if (text.indexOf('@') < 0 && text.indexOf('=') < 0) {
            return text;
        }
        String withoutLogins = LOGIN.matcher(text).replaceAll("://" + MASK + "@");
        return QUERY.matcher(withoutLogins)
                .replaceAll(match -> isSecret(match.group(2))
                        ? Matcher.quoteReplacement(match.group(1) + MASK)
                        : Matcher.quoteReplacement(match.group()));
    }

    /** The value of a setting: all of it is masked where the name says that it is a secret. */
    public static String mask(String name, String text) {
        return isSecret(name) && !text.isEmpty() ? MASK : mask(text);
    }

    /** What is said of a measurement: all of it is masked where its name ends as a secret's does, unless a token is a number. */
    public static String maskFact(String name, String text) {
        String plain = name.toLowerCase(Locale.ROOT).replaceAll("[_\\-. ]", "");
        boolean secret = FACT.matcher(plain).matches()
                && !(plain.endsWith("token") && NUMBER.matcher(text).matches());
        return secret && !text.isEmpty() ? MASK : mask(text);
    }

    /** A URL whose path is a secret, as a webhook's: what is left is scheme and host. */
    public static String maskPath(String url) {
        String masked = mask(url);
        return masked.contains("://") ? HOST.matcher(masked).replaceFirst("$1/" + MASK) : masked.isEmpty() ? "" : MASK;
    }

    /** One option of a command line: the value of one whose name says that it is a secret is masked. */
    public static String maskOption(String option) {
        Matcher matcher = OPTION.matcher(option);
        while (matcher.find()) {
            if (isSecret(matcher.group(1))) {
                return option.substring(0, matcher.end(2)) + MASK;
            }
            matcher.region(matcher.end(2), option.length());
        }
        return mask(option);
    }
}
