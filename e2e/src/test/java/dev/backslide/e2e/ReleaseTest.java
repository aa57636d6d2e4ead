package dev.backslide.e2e;

import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;

import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.xpath.XPath;
import javax.xml.xpath.XPathConstants;
import javax.xml.xpath.XPathFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

/** What the build files say about releases agrees with the changelog, and the BOM with the modules. */
class ReleaseTest {

    private static final Path HOME = Path.of("..");
    private static final Pattern RELEASE = Pattern.compile("(?m)^## (\\d+\\.\\d+\\.\\d+)");
    private static final XPath XPATH = XPathFactory.newInstance().newXPath();

    @Test
    void api_isComparedWithTheNewestReleaseOfTheChangelog() throws Exception {
        var release = RELEASE.matcher(Files.readString(HOME.resolve("CHANGELOG.md")));
        String newest = release.find() ? release.group(1) : "none";

        Document pom = pom(HOME);
        assertThat(texts(pom, "/project/properties/released.version")).containsExactly(newest);
        assertThat(texts(pom, "/project/properties/japicmp.skip")).containsExactly("" + newest.equals("none"));
    }

    @Test
    void bom_namesEveryLibrary() throws Exception {
        assertThat(texts(pom(HOME.resolve("bom")), "//dependencyManagement/dependencies/dependency/artifactId"))
                .containsExactlyInAnyOrderElementsOf(libraries());
    }

    /** A module is a library if it has a published API to keep compatible. */
    private static List<String> libraries() throws Exception {
        List<Path> modules;
        try (Stream<Path> folders = Files.list(HOME)) {
            modules = folders.filter(folder -> Files.exists(folder.resolve("pom.xml")))
                    .toList();
        }
        var libraries = new ArrayList<String>();
        for (Path module : modules) {
            if (!texts(pom(module), "/project/build/plugins/plugin[artifactId='japicmp-maven-plugin']")
                    .isEmpty()) {
                libraries.addAll(texts(pom(module), "/project/artifactId"));
            }
        }
        return libraries;
    }

    private static Document pom(Path module) throws Exception {
        return DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(module.resolve("pom.xml").toFile());
    }

    private static List<String> texts(Document document, String path) throws Exception {
        var found = (NodeList) XPATH.evaluate(path, document, XPathConstants.NODESET);
        return Stream.iterate(0, i -> i < found.getLength(), i -> i + 1)
                .map(i -> found.item(i).getTextContent())
                .toList();
    }
}
