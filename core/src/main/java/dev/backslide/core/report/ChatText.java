package dev.backslide.core.report;

import dev.backslide.core.text.VisibleText;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A sentence for people in a chat or a mail, made by whatever receives a notification: names in it mention nobody, link to
 * nothing and are no markup. Thread-safe.
 *
 * @since 0.1
 */
public final class ChatText {

    /** Brackets and ampersands of Slack and HTML, mentions, addresses, and links of Markdown. */
    private static final Pattern ACTIVE = Pattern.compile("[<>&@]|(?<=:)/(?=/)|(?<=\\])\\(|(?i:(?<=www)\\.)");

    private ChatText() {}

    /** The text as one line, with escapes such as <code>\\u0040</code> where something would be made of it. */
    public static String of(String text) {
        return ACTIVE.matcher(VisibleText.of(text))
                .replaceAll(match -> Matcher.quoteReplacement(
                        "\\u%04x".formatted((int) match.group().charAt(0))));
    }
}
