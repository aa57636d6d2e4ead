package dev.backslide.configuration;

import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Environment variables that a value of the file names as <code>${env:NAME}</code>. Nothing else is replaced, and what a
 * variable holds is not looked through again. Stateless.
 */
final class VariableReferences {

    private static final Pattern REFERENCE = Pattern.compile("\\$\\{env:([A-Za-z_][A-Za-z0-9_]*)}");

    private VariableReferences() {}

    /** The names in a text that are not set. */
    static List<String> missing(String text, Map<String, String> variables) {
        return REFERENCE
                .matcher(text)
                .results()
                .map(match -> match.group(1))
                .filter(name -> !variables.containsKey(name))
                .distinct()
                .toList();
    }

    /** The text with the variables in their places; those that are not set are left as written. */
    static String replace(String text, Map<String, String> variables) {
        return REFERENCE
                .matcher(text)
                .replaceAll(match -> Matcher.quoteReplacement(variables.getOrDefault(match.group(1), match.group())));
    }
}
