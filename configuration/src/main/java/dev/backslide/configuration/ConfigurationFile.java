package dev.backslide.configuration;

import org.apache.commons.configuration2.INIConfiguration;
import org.apache.commons.configuration2.ex.ConfigurationException;
import org.apache.commons.configuration2.tree.ImmutableNode;

import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads an INI file into text by section and key; what the text means is for others. Stateless. */
final class ConfigurationFile {

    private static final String BYTE_ORDER_MARK = "\ufeff";

    /** A value that holds quotes and does not start with one: it is not quoted as a whole. */
    private static final Pattern QUOTING = Pattern.compile("(?m)=[^\\S\\r\\n]*[^\\s\"'][^\\r\\n]*[\"'][^\\r\\n]*$");

    /** Code points that no text has: they stand for the quotes while the library reads. */
    private static final char DOUBLE_QUOTE = '\ufdd0';

    private static final char SINGLE_QUOTE = '\ufdd1';

    private ConfigurationFile() {}

    /**
     * The file's lines in its order, twice where a key is written twice.
     *
     * @throws InvalidConfigurationException when the file cannot be read or is no INI file
     */
    static List<Line> read(Path file) {
        INIConfiguration ini =
                INIConfiguration.builder().setSectionInLineCommentsAllowed(true).build();
        ini.setSeparatorUsedInInput("=");
        try {
            String text = Files.readString(file, StandardCharsets.UTF_8);
            ini.read(new StringReader(withoutQuotes(text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text)));
        } catch (IOException e) {
            throw new InvalidConfigurationException(
                    "configuration file '" + file + "' cannot be read (" + FileTrouble.of(e)
                            + "); correct the path or its permissions",
                    e);
        } catch (ConfigurationException e) {
            throw new InvalidConfigurationException(
                    "configuration file '" + file + "' is not an INI file: " + e.getMessage(), e);
        }
        List<Line> lines = new ArrayList<>();
        for (ImmutableNode node : ini.getNodeModel().getInMemoryRepresentation().getChildren()) {
            if (node.getValue() != null) {
                lines.add(line("", node));
            }
            node.getChildren().forEach(entry -> lines.add(line(node.getNodeName(), entry)));
        }
        return lines;
    }

    /**
     * From the nodes themselves: by key, the library would take dots and brackets in the names of metrics for paths, and
     * replace what looks like a variable by files, addresses and properties of the machine.
     */
    private static Line line(String section, ImmutableNode node) {
        Object value = node.getValue();
        return new Line(section, withQuotes(node.getNodeName()), value == null ? "" : withQuotes(value.toString()));
    }

    /** Quotes within a value are part of it. The library would look for the separator in front of the last of them. */
    private static String withoutQuotes(String text) {
        return QUOTING.matcher(text)
                .replaceAll(match -> Matcher.quoteReplacement(
                        match.group().replace('"', DOUBLE_QUOTE).replace('\'', SINGLE_QUOTE)));
    }

    private static String withQuotes(String text) {
        return text.replace(DOUBLE_QUOTE, '"').replace(SINGLE_QUOTE, '\'');
    }

    /**
     * One line. Immutable.
     *
     * @param section without brackets; empty above the first section
     * @param key left of the separator
     * @param text right of it, as written; empty where nothing is
     */
    record Line(String section, String key, String text) {}
}
