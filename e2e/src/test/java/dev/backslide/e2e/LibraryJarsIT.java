package dev.backslide.e2e;

import org.junit.jupiter.api.Test;

import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleFinder;
import java.lang.module.ModuleReference;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;

/** The jars that other builds depend on, as this build has packed them. */
class LibraryJarsIT {

    private static final Map<String, String> MODULES = Map.of(
            "core", "dev.backslide.core",
            "schemas", "dev.backslide.schemas",
            "configuration", "dev.backslide.configuration",
            "producer-sdk", "dev.backslide.sdk",
            "gate", "dev.backslide.gate",
            "jmh-integration", "dev.backslide.jmh",
            "junit-extension", "dev.backslide.junit");

    @Test
    void libraries_areModulesOfLastingNamesWithoutCommonPackages() {
        List<ModuleDescriptor> modules =
                MODULES.keySet().stream().map(LibraryJarsIT::descriptor).toList();

        assertThat(modules).extracting(ModuleDescriptor::name).containsExactlyInAnyOrderElementsOf(MODULES.values());
        assertThat(modules.stream().flatMap(module -> module.packages().stream()))
                .doesNotHaveDuplicates();
        assertThat(modules)
                .allSatisfy(module -> assertThat(module.packages())
                        .allMatch(name -> name.equals(module.name()) || name.startsWith(module.name() + ".")));
    }

    private static ModuleDescriptor descriptor(String module) {
        Path jar = Path.of("..", module, "target", "backslide-" + module + "-" + version() + ".jar");
        return ModuleFinder.of(jar).findAll().stream()
                .map(ModuleReference::descriptor)
                .findFirst()
                .orElseThrow();
    }

    private static String version() {
        return System.getProperty("project.version");
    }
}
