package dev.backslide.e2e;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

/** The directions that dependencies may take; see docs/architecture.md. */
@AnalyzeClasses(packages = "dev.backslide", importOptions = ImportOption.DoNotIncludeTests.class)
class ModuleDependencyTest {

    private static final String CORE = "dev.backslide.core..";
    private static final String SCHEMAS = "dev.backslide.schemas..";
    private static final String CONFIGURATION = "dev.backslide.configuration..";
    private static final String SDK = "dev.backslide.sdk..";
    private static final String DETECTOR = "dev.backslide.detector..";
    private static final String SINK = "dev.backslide.sink..";
    private static final String JUNIT = "dev.backslide.junit..";
    private static final String CLUSTER = "dev.backslide.cluster..";
    private static final String FILES = "dev.backslide.files..";
    private static final String GATE = "dev.backslide.gate..";
    private static final String JMH = "dev.backslide.jmh..";
    private static final String CLI = "dev.backslide.cli..";

    @ArchTest
    static final ArchRule core_dependsOnNothingButTheJdk = classes()
            .that()
            .resideInAPackage(CORE)
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    CORE,
                    "java.lang..",
                    "java.math..",
                    "java.time..",
                    "java.util..",
                    "java.nio.charset..",
                    "java.io..",
                    "org.jspecify..");

    @ArchTest
    static final ArchRule schemas_knowCoreAlone = noClasses()
            .that()
            .resideInAPackage(SCHEMAS)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(CONFIGURATION, SDK, DETECTOR, SINK, JUNIT, CLUSTER, FILES, GATE, JMH, CLI);

    @ArchTest
    static final ArchRule configuration_knowsCoreAndSchemasAlone = noClasses()
            .that()
            .resideInAPackage(CONFIGURATION)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(SDK, DETECTOR, SINK, JUNIT, CLUSTER, FILES, GATE, JMH, CLI);

    @ArchTest
    static final ArchRule sdk_knowsSchemasAlone = noClasses()
            .that()
            .resideInAPackage(SDK)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(CONFIGURATION, DETECTOR, SINK, JUNIT, CLUSTER, FILES, GATE, JMH, CLI);

    @ArchTest
    static final ArchRule jmhIntegration_knowsTheSdkAlone = noClasses()
            .that()
            .resideInAPackage(JMH)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(CONFIGURATION, DETECTOR, SINK, JUNIT, CLUSTER, FILES, GATE, CLI);

    @ArchTest
    static final ArchRule gate_knowsNoRuntimeNoCommandLineAndNoBroker = noClasses()
            .that()
            .resideInAPackage(GATE)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(DETECTOR, SINK, JUNIT, CLUSTER, FILES, JMH, CLI, "org.apache.kafka..", "picocli..");

    @ArchTest
    static final ArchRule measurementFiles_knowNoRuntimeNoCommandLineAndNoBroker = noClasses()
            .that()
            .resideInAPackage(FILES)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(DETECTOR, SINK, JUNIT, CLUSTER, GATE, JMH, CLI, "org.apache.kafka..", "picocli..");

    @ArchTest
    static final ArchRule cluster_knowsNoRuntimeAndNoCommandLine = noClasses()
            .that()
            .resideInAPackage(CLUSTER)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(DETECTOR, SINK, JUNIT, FILES, GATE, JMH, CLI, "picocli..");

    @ArchTest
    static final ArchRule junitExtension_neverImportsAnotherRuntime = noClasses()
            .that()
            .resideInAPackage(JUNIT)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(DETECTOR, SINK, CLUSTER, FILES, JMH, CLI, "org.apache.kafka..");

    @ArchTest
    static final ArchRule detector_neverImportsAnotherRuntime = noClasses()
            .that()
            .resideInAPackage(DETECTOR)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(CONFIGURATION, SDK, SINK, JUNIT, CLUSTER, FILES, GATE, JMH, CLI);

    @ArchTest
    static final ArchRule sink_neverImportsAnotherRuntime = noClasses()
            .that()
            .resideInAPackage(SINK)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(CONFIGURATION, SDK, DETECTOR, JUNIT, CLUSTER, FILES, GATE, JMH, CLI);

    @ArchTest
    static final ArchRule generatedClasses_stayInsideSchemas = noClasses()
            .that()
            .resideOutsideOfPackage(SCHEMAS)
            .should()
            .dependOnClassesThat()
            .resideInAPackage("dev.backslide.schemas.avro..");

    @ArchTest
    static final ArchRule onlyTheCommand_readsTheEnvironmentAndExits = noClasses()
            .that()
            .resideOutsideOfPackages(CLI, JUNIT, "dev.backslide.benchmarks..")
            .and()
            .doNotHaveFullyQualifiedName("dev.backslide.sdk.tracker.DefaultTracker")
            .should()
            .callMethod(System.class, "exit", int.class)
            .orShould()
            .callMethod(System.class, "getenv")
            .orShould()
            .callMethod(System.class, "getenv", String.class)
            .because(
                    "a library takes its settings from its caller; the default tracker is an entry point, which a test calls with"
                            + " none");
}
