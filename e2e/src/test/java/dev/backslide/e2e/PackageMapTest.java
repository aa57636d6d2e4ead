package dev.backslide.e2e;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

/** The packages are those of the map in docs/architecture.md, in its order. */
class PackageMapTest {

    private static final String ROOT = "dev.backslide.";
    private static final String GENERATED = "schemas.avro";
    private static final int MOST_FILES = 30;
    private static final Pattern LINE = Pattern.compile("(?m)^([a-z]+(?:\\.[a-z]+)*) {2,}\\S");

    private static JavaClasses classes;
    private static List<String> map;

    @BeforeAll
    static void read() throws IOException {
        classes = new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .withImportOption(location -> !location.contains("-tests.jar"))
                .importPackages("dev.backslide");
        String architecture = Files.readString(Path.of("../docs/architecture.md"));
        int section = architecture.indexOf("\n## Packages\n");
        String packages = architecture.substring(section, architecture.indexOf("\n## ", section + 1));
        map = LINE.matcher(packages).results().map(line -> line.group(1)).toList();
    }

    @Test
    void theMapNamesEveryPackage() {
        Set<String> packages = new TreeSet<>();
        handWritten().forEach(type -> packages.add(packageOf(type)));

        assertThat(map).containsExactlyInAnyOrderElementsOf(packages);
    }

    @Test
    void noPackageUsesOneBelowIt() {
        List<String> violations = new ArrayList<>();
        handWritten()
                .forEach(type -> type.getDirectDependenciesFromSelf().forEach(dependency -> {
                    if (pointsDown(dependency)) {
                        violations.add(dependency.getDescription());
                    }
                }));

        assertThat(violations).isEmpty();
    }

    @Test
    void noPackageIsTooLargeToKnow() {
        assertThat(handWritten().stream()
                        .filter(type -> !type.isNestedClass())
                        .collect(groupingBy(PackageMapTest::packageOf, counting())))
                .allSatisfy((name, files) -> assertThat(files).as(name).isLessThanOrEqualTo(MOST_FILES));
    }

    /** What callers of the SDK use is made of what is internal, which knows the types that callers give it. */
    private static boolean pointsDown(Dependency dependency) {
        String from = packageOf(dependency.getOriginClass());
        String to = packageOf(dependency.getTargetClass().getBaseComponentType());
        boolean sameModule = moduleOf(from).equals(moduleOf(to)) && map.contains(to);
        boolean exported = from.contains(".internal.") && !to.contains(".internal.");
        return sameModule && !exported && map.indexOf(to) > map.indexOf(from);
    }

    private static String moduleOf(String name) {
        return name.substring(0, (name + ".").indexOf('.'));
    }

    private static List<JavaClass> handWritten() {
        return classes.stream()
                .filter(type -> !packageOf(type).equals(GENERATED)
                        && !type.getSimpleName().equals("package-info"))
                .toList();
    }

    private static String packageOf(JavaClass type) {
        String name = type.getPackageName();
        return name.startsWith(ROOT) ? name.substring(ROOT.length()) : name;
    }
}
