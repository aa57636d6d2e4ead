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

/** Reads an INI file into text by section and key; what the text means is for others. Stateless. */
final class ConfigurationFile {

    private static final String BYTE_ORDER_MARK = "\ufeff";

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
            ini.read(new StringReader(text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text));
        } catch (IOException e) {
            throw new InvalidConfigurationException(
                    "configuration file '" + file + "' cannot be read (" + FileTrouble.of(e)
                            + "); correct the path or its permissions",
                    e);
        } catch (ConfigurationException e) {
            throw new InvalidConfigurationException(
                    "configuration file '" + file + "' is no INI file: " + e.getMessage(), e);
        }
        List<Line> lines = new ArrayList<>();
        for (ImmutableNode node : ini.getNodeModel().getInMemoryRepresentation().getChildren()) {
            if (node.getValue() != null) {
                lines.add(line(ini, "", node));
            }
            node.getChildren().forEach(entry -> lines.add(line(ini, node.getNodeName(), entry)));
        }
        return lines;
    }

    /** From the nodes themselves: by key, the library would take dots and brackets in the names of metrics for paths. */
    private static Line line(INIConfiguration ini, String section, ImmutableNode node) {
        Object value = ini.getInterpolator().interpolate(node.getValue());
        return new Line(section, node.getNodeName(), value == null ? "" : value.toString());
    }

    /**
     * One line. Immutable.
     *
     * @param section without brackets; empty above the first section
     * @param key left of the separator
     * @param text right of it, variables replaced; empty where nothing is
     */
    record Line(String section, String key, String text) {}
}
