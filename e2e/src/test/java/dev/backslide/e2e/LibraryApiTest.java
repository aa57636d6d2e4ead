package dev.backslide.e2e;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaMember;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.members;
import static org.assertj.core.api.Assertions.assertThat;

/** The API of the libraries: the public types of the BOM's modules outside of packages called internal. */
@AnalyzeClasses(packages = "dev.backslide", importOptions = ImportOption.DoNotIncludeTests.class)
class LibraryApiTest {

    private static final String INTERNAL = ".internal.";
    private static final String[] PACKAGES = {
        "dev.backslide.core..",
        "dev.backslide.schemas..",
        "dev.backslide.configuration..",
        "dev.backslide.sdk..",
        "dev.backslide.gate..",
        "dev.backslide.jmh..",
        "dev.backslide.junit.."
    };
    private static final Pattern LIBRARY = Pattern.compile("<artifactId>backslide-([a-z-]+)</artifactId><version>");
    private static final Pattern PUBLIC_TYPE =
            Pattern.compile("(?m)^public (?:\\w+ |non-sealed )*(?:class|record|interface|enum|@interface) ");

    @ArchTest
    static final ArchRule apiMembers_haveNoInternalTypeInTheirSignature = members()
            .that()
            .areDeclaredInClassesThat()
            .resideInAnyPackage(PACKAGES)
            .should(nameNoInternalType());

    @Test
    void apiType_saysSinceWhichVersion() throws IOException {
        List<Path> silent =
                apiSources().filter(source -> !read(source).contains("@since ")).toList();

        assertThat(silent).isEmpty();
    }

    private static Stream<Path> apiSources() throws IOException {
        return LIBRARY.matcher(Files.readString(Path.of("../bom/pom.xml")))
                .results()
                .map(module -> Path.of("..", module.group(1), "src/main/java"))
                .flatMap(LibraryApiTest::files)
                .filter(file -> !file.toString().replace('\\', '/').contains("/internal/"))
                .filter(file -> PUBLIC_TYPE.matcher(read(file)).find());
    }

    private static Stream<Path> files(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".java")).toList().stream();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static ArchCondition<JavaMember> nameNoInternalType() {
        return new ArchCondition<>("name no internal type") {
            @Override
            public void check(JavaMember member, ConditionEvents events) {
                if (visible(member) && !isInternal(member.getOwner())) {
                    signature(member)
                            .filter(LibraryApiTest::isInternal)
                            .forEach(type -> events.add(SimpleConditionEvent.violated(
                                    member, member.getDescription() + " names " + type.getName())));
                }
            }
        };
    }

    private static Stream<JavaClass> signature(JavaMember member) {
        if (member instanceof JavaCodeUnit method) {
            return Stream.of(
                            method.getReturnType().getAllInvolvedRawTypes().stream(),
                            method.getParameterTypes().stream().flatMap(type -> type.getAllInvolvedRawTypes().stream()),
                            method.getThrowsClause().getTypes().stream())
                    .flatMap(types -> types);
        }
        return ((JavaField) member).getType().getAllInvolvedRawTypes().stream();
    }

    private static boolean visible(JavaMember member) {
        return member.getOwner().getModifiers().contains(JavaModifier.PUBLIC)
                && (member.getModifiers().contains(JavaModifier.PUBLIC)
                        || member.getModifiers().contains(JavaModifier.PROTECTED));
    }

    private static boolean isInternal(JavaClass type) {
        return type.getName().contains(INTERNAL);
    }
}
