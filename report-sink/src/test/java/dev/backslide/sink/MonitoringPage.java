package dev.backslide.sink;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The examples that docs/monitoring.md tells people to copy. */
final class MonitoringPage {

    private static final Path PAGE = Path.of("../docs/monitoring.md");

    private MonitoringPage() {}

    /** The only block of YAML that starts with this line. */
    static String yaml(String firstLine) throws IOException {
        Matcher block = Pattern.compile("```yaml\n(" + Pattern.quote(firstLine) + "\n.*?)```", Pattern.DOTALL)
                .matcher(Files.readString(PAGE));
        if (!block.find()) {
            throw new IllegalStateException(PAGE + " has no YAML that starts with " + firstLine);
        }
        return block.group(1);
    }
}
