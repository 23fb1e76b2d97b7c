package dev.assay.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleName;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The borders between the modules, and between what is ours and what is a library's. */
class ArchitectureTest {
    private static final Path ROOT = Path.of(System.getProperty("dev.assay.root", "."));
    private static final List<String> MODULES = List.of(
            "contract",
            "cluster",
            "kafka",
            "api-standin",
            "scanner-adapter",
            "annotator",
            "policy-gate",
            "testbroker",
            "testbed",
            "standalone");
    private static JavaClasses classes;

    @BeforeAll
    static void readTheModules() {
        List<Path> folders = MODULES.stream()
                .map(it -> ROOT.resolve(it).resolve("target/classes"))
                .toList();
        assertThat(folders).allMatch(Files::isDirectory, "was built before");
        classes = new ClassFileImporter().importPaths(folders);
    }

    @Test
    void shouldKeepTheContractFreeOfFrameworks() {
        noClasses()
                .that(resideInAPackage("dev.assay.contract.."))
                .should()
                .dependOnClassesThat(resideInAnyPackage("io.quarkus..", "jakarta..", "io.smallrye..", "io.fabric8.."))
                .check(classes);
    }

    @Test
    void shouldKeepTheServicesApart() {
        for (String service : List.of("scanner", "annotator", "gate")) {
            noClasses()
                    .that(resideInAPackage("dev.assay." + service + ".."))
                    .should()
                    .dependOnClassesThat(resideInAnyPackage(
                                    "dev.assay.scanner..",
                                    "dev.assay.annotator..",
                                    "dev.assay.gate..",
                                    "dev.assay.standalone..",
                                    "dev.assay.standin..",
                                    "dev.assay.testbed..")
                            .and(DescribedPredicate.not(resideInAPackage("dev.assay." + service + ".."))))
                    .check(classes);
        }
    }

    @Test
    void shouldKnowEachForeignClientInOnePlaceOnly() {
        onlyIn("io.fabric8..", "dev.assay.cluster..", "dev.assay.gate.resource..", "dev.assay.testbed.cluster..");
        onlyIn("com.google.cloud.tools.jib..", "dev.assay.scanner.pull..", "dev.assay.testbed..");
        onlyIn("kafka..", "dev.assay.testbroker..");
        onlyIn("dev.cel..", "dev.assay.gate.expression..");
        onlyIn("io.github.bucket4j..", "dev.assay.scanner.planner..");
        onlyIn(
                "org.apache.commons.compress..",
                "dev.assay.scanner.pull..",
                "dev.assay.scanner.openscap.content.intake..",
                "dev.assay.testbed..");
    }

    /** In the services it is one class, which standalone does without: it has no Kafka client on its class path. */
    @Test
    void shouldKnowKafkaBetweenTheServicesOnly() {
        DescribedPredicate<JavaClass> elsewhere = DescribedPredicate.not(
                resideInAnyPackage("dev.assay.kafka..", "dev.assay.testbroker..", "dev.assay.testbed.broker..")
                        .or(simpleName("TopicChannels")));
        noClasses()
                .that(elsewhere)
                .should()
                .dependOnClassesThat(resideInAnyPackage("org.apache.kafka..", "dev.assay.kafka..")
                        .or(resideInAPackage("io.smallrye.reactive.messaging.kafka..")))
                .check(classes);
    }

    /** Its class path is nobody else's. */
    @Test
    void shouldLeaveTheTestBrokerToItself() {
        onlyIn("dev.assay.testbroker..", "dev.assay.testbroker..");
    }

    @Test
    void shouldHaveNoCyclesBetweenPackages() {
        slices().matching("dev.assay.(*).(**)").should().beFreeOfCycles().check(classes);
    }

    private static void onlyIn(String library, String... homes) {
        DescribedPredicate<JavaClass> elsewhere = DescribedPredicate.not(resideInAnyPackage(homes));
        noClasses()
                .that(elsewhere)
                .should()
                .dependOnClassesThat(resideInAPackage(library))
                .check(classes);
    }
}
