package dev.backslide.e2e.docs;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.backslide.configuration.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.xml.sax.InputSource;

import javax.xml.parsers.DocumentBuilderFactory;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import static org.assertj.core.api.Assertions.assertThat;

/** Every block says what it is, and those that a program reads can be read. */
class CodeBlocksTest {

    /** What this test, {@link JavaBlocksTest} and {@link ShellBlocksIT} run, and formats whose program other tests run. */
    private static final Set<String> LANGUAGES =
            Set.of("java", "shell", "sql", "ini", "json", "xml", "yaml", "groovy", "text");

    private static final Pattern VARIABLE = Pattern.compile("\\$\\{env:(\\w+)}");

    @TempDir
    Path folder;

    static List<CodeBlock> all() {
        return CodeBlock.all();
    }

    static List<CodeBlock> ini() {
        return CodeBlock.of("ini");
    }

    static List<CodeBlock> json() {
        return CodeBlock.of("json");
    }

    static List<CodeBlock> xml() {
        return CodeBlock.of("xml");
    }

    @ParameterizedTest
    @MethodSource("all")
    void block_namesItsLanguage(CodeBlock block) {
        assertThat(LANGUAGES).contains(block.language());
    }

    @Test
    void fewBlocks_areNotRunAndEachSaysWhy() {
        List<CodeBlock> notRun = CodeBlock.all().stream()
                .filter(block -> !block.reasonNotToRun().isEmpty())
                .toList();

        assertThat(notRun)
                .allSatisfy(block -> assertThat(block.reasonNotToRun()).hasSizeGreaterThan(10));
        assertThat(notRun).as(notRun.toString()).hasSizeLessThanOrEqualTo(11);
    }

    @ParameterizedTest
    @MethodSource("ini")
    void iniBlock_isAConfiguration(CodeBlock block) throws Exception {
        Files.writeString(folder.resolve("performance_regression_config.ini"), block.text());

        Map<String, String> variables = VARIABLE.matcher(block.text())
                .results()
                .collect(Collectors.toMap(
                        found -> found.group(1), found -> "https://example.org/", (one, other) -> one));
        Configuration configuration =
                Configuration.builder().workingDir(folder).variables(variables).build();

        assertThat(configuration.policies()).isNotNull();
    }

    @ParameterizedTest
    @MethodSource("json")
    void jsonBlock_isJson(CodeBlock block) throws Exception {
        assertThat(new ObjectMapper().readTree(block.text()).isObject()).isTrue();
    }

    @ParameterizedTest
    @MethodSource("xml")
    void xmlBlock_isXml(CodeBlock block) throws Exception {
        assertThat(DocumentBuilderFactory.newInstance()
                        .newDocumentBuilder()
                        .parse(new InputSource(new StringReader(block.text())))
                        .getDocumentElement())
                .isNotNull();
    }
}
