package dev.backslide.cli;

import org.apache.commons.configuration2.INIConfiguration;
import org.apache.commons.configuration2.SubnodeConfiguration;
import org.apache.commons.configuration2.ex.ConfigurationException;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** Reads an INI file into text by section and key; what the text means is for others. Stateless. */
final class ConfigurationFile {

    private ConfigurationFile() {}

    /**
     * The file's sections in its order; keys outside any section are under the empty name.
     *
     * @throws CommandFailure when the file cannot be read or is no INI file
     */
    static Map<String, Map<String, String>> read(Path file) {
        INIConfiguration ini = new INIConfiguration();
        ini.setSeparatorUsedInInput("=");
        try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            ini.read(reader);
        } catch (IOException e) {
            throw new CommandFailure(
                    "configuration file '" + file + "' cannot be read (" + FileTrouble.of(e)
                            + "); correct the path or its permissions",
                    e);
        } catch (ConfigurationException e) {
            throw new CommandFailure("configuration file '" + file + "' is no INI file: " + e.getMessage(), e);
        }
        Map<String, Map<String, String>> sections = new LinkedHashMap<>();
        for (String name : ini.getSections()) {
            SubnodeConfiguration section = ini.getSection(name);
            Map<String, String> entries = new LinkedHashMap<>();
            section.getKeys().forEachRemaining(key -> entries.put(key.replace("..", "."), section.getString(key, "")));
            sections.put(name == null ? "" : name, entries);
        }
        return sections;
    }
}
