package dev.assay.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaAnnotation;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** docs/configuration.md names every setting that the code reads, and none that it does not. */
class ConfigurationPageTest {
    private static final Path ROOT = Path.of(System.getProperty("dev.assay.root", "."));
    private static final Pattern SETTING = Pattern.compile("`(assay\\.[a-z0-9.-]+)`");

    @Test
    void shouldNameEverySettingAndNoOther() throws IOException {
        // Given
        Set<String> read = new TreeSet<>();
        for (String module : List.of("cluster", "scanner-adapter", "annotator", "policy-gate", "standalone")) {
            new ClassFileImporter()
                    .importPath(ROOT.resolve(module).resolve("target/classes")).stream()
                            .flatMap(ConfigurationPageTest::settings)
                            .forEach(read::add);
        }

        // When
        Set<String> documented = SETTING.matcher(Files.readString(ROOT.resolve("docs/configuration.md")))
                .results()
                .map(it -> it.group(1))
                .collect(Collectors.toCollection(TreeSet::new));

        // Then
        assertThat(read).hasSizeGreaterThan(10);
        assertThat(documented).isEqualTo(read);
    }

    private static Stream<String> settings(JavaClass type) {
        return type.tryGetAnnotationOfType("io.smallrye.config.ConfigMapping")
                .flatMap(ConfigurationPageTest::prefix)
                .map(prefix -> settings(type, prefix))
                .orElse(Stream.empty());
    }

    private static Stream<String> settings(JavaClass group, String prefix) {
        return group.getMethods().stream()
                .filter(it -> it.getModifiers().contains(JavaModifier.ABSTRACT))
                .flatMap(it -> settings(it, prefix + "." + name(it)));
    }

    private static Stream<String> settings(JavaMethod method, String key) {
        JavaClass type = method.getRawReturnType();
        boolean isGroup = type.isInterface() && type.getName().startsWith("dev.assay.");
        return isGroup ? settings(type, key) : Stream.of(key);
    }

    private static Optional<String> prefix(JavaAnnotation<?> mapping) {
        return mapping.get("prefix").map(Object::toString);
    }

    private static String name(JavaMethod method) {
        return method.tryGetAnnotationOfType("io.smallrye.config.WithName")
                .flatMap(it -> it.get("value"))
                .map(Object::toString)
                .orElseGet(() -> method.getName()
                        .replaceAll("([a-z0-9])([A-Z])", "$1-$2")
                        .toLowerCase(Locale.ROOT));
    }
}
