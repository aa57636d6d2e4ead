package dev.backslide.e2e;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

/** Who reads one command to the end reads few files of the command line: what is more than that belongs into a module below it. */
class CommandClosureTest {

    private static final String ROOT = "dev.backslide.cli";
    private static final int MOST_FILES = 30;

    /** They know every command; no command is understood through them. */
    private static final Set<String> ENTRIES = Set.of(ROOT + ".Main", ROOT + ".CommandTree");

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages(ROOT);

    static Stream<String> commands() {
        return CLASSES.stream()
                .filter(type -> type.isAnnotatedWith("picocli.CommandLine$Command"))
                .map(CommandClosureTest::file)
                .distinct()
                .sorted();
    }

    @ParameterizedTest
    @MethodSource("commands")
    void command_readToTheEnd_takesFewFiles(String command) {
        assertThat(closure(command)).hasSizeLessThanOrEqualTo(MOST_FILES);
    }

    @Test
    void closure_goesThroughEveryFile() {
        assertThat(closure(ROOT + ".gate.CiCommand"))
                .contains(ROOT + ".gate.GateWorkflow", ROOT + ".context.CliContext", ROOT + ".output.LogWriter");
    }

    private static Set<String> closure(String command) {
        Set<String> files = new TreeSet<>(List.of(command));
        Deque<String> open = new ArrayDeque<>(files);
        while (!open.isEmpty()) {
            String file = open.pop();
            CLASSES.stream()
                    .filter(type -> file(type).equals(file))
                    .flatMap(type -> type.getDirectDependenciesFromSelf().stream())
                    .map(Dependency::getTargetClass)
                    .map(CommandClosureTest::file)
                    .filter(name -> name.startsWith(ROOT + ".") && !ENTRIES.contains(name))
                    .filter(files::add)
                    .forEach(open::push);
        }
        return files;
    }

    /** The class that the source file is named after. */
    private static String file(JavaClass type) {
        JavaClass outer = type.getBaseComponentType();
        while (outer.getEnclosingClass().isPresent()) {
            outer = outer.getEnclosingClass().get();
        }
        return outer.getName();
    }
}
