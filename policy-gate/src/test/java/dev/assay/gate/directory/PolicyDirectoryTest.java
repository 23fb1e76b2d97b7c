package dev.assay.gate.directory;

import static dev.assay.gate.SamplePolicies.NO_CRITICAL;
import static dev.assay.gate.SamplePolicies.document;
import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.gate.policy.Policy;
import dev.assay.gate.policy.PolicyProblem;
import dev.assay.gate.policy.PolicySet;
import dev.assay.gate.resource.PolicyReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PolicyDirectoryTest {
    @TempDir
    Path parent;

    private final AtomicInteger changes = new AtomicInteger();
    private Path folder;
    private PolicyDirectory directory;

    @BeforeEach
    void makeTheFolder() throws IOException {
        folder = Files.createDirectory(parent.resolve("policies"));
        directory = new PolicyDirectory(folder);
        directory.onChange(changes::incrementAndGet);
    }

    @Test
    void shouldReadItsYamlFilesOnly() throws IOException {
        // Given
        write("a.yaml", document("one", NO_CRITICAL));
        write("b.yml", document("two", NO_CRITICAL));
        write("README.md", "not a policy");
        write(".hidden.yaml", "not a policy");
        Files.createDirectory(folder.resolve("c.yaml"));

        // When
        directory.check();

        // Then
        assertThat(names()).containsExactly("one", "two");
        assertThat(now().problems()).isEmpty();
    }

    @Test
    void shouldNoticeWhatChangesAndNothingElse() throws IOException {
        // Given
        Path file = write("a.yaml", document("one", NO_CRITICAL));
        directory.check();
        directory.check();
        assertThat(changes).hasValue(1);

        // When
        write("a.yaml", document("two", NO_CRITICAL));
        directory.check();

        // Then
        assertThat(names()).containsExactly("two");
        assertThat(changes).hasValue(2);

        // When
        Files.delete(file);
        directory.check();

        // Then
        assertThat(names()).isEmpty();
        assertThat(changes).hasValue(3);
    }

    @Test
    void shouldFollowTheLinksOfAMountedConfigMap() throws IOException {
        // Given
        Path first = Files.createDirectory(folder.resolve("..2030_01_01"));
        Path second = Files.createDirectory(folder.resolve("..2030_01_02"));
        Files.writeString(first.resolve("a.yaml"), document("one", NO_CRITICAL));
        Files.writeString(second.resolve("a.yaml"), document("two", NO_CRITICAL));
        Path data = Files.createSymbolicLink(folder.resolve("..data"), first.getFileName());
        Files.createSymbolicLink(folder.resolve("a.yaml"), Path.of("..data", "a.yaml"));
        directory.check();
        assertThat(names()).containsExactly("one");

        // When
        Files.delete(data);
        Files.createSymbolicLink(data, second.getFileName());
        directory.check();

        // Then
        assertThat(names()).containsExactly("two");
    }

    @Test
    void shouldKeepTheLastGoodVersionOfABrokenFile() throws IOException {
        // Given
        write("a.yaml", document("one", NO_CRITICAL));
        directory.check();

        // When
        write("a.yaml", document("one", NO_CRITICAL.replace("severity", "severety")));
        directory.check();

        // Then
        assertThat(names()).containsExactly("one");
        assertThat(now().problems()).singleElement().satisfies(it -> {
            assertThat(it.document()).isEqualTo("a.yaml");
            assertThat(it.detail()).startsWith("8:7: spec.validations[0].expression: 1:34: undefined field");
            assertThat(it.lastGoodStands()).isTrue();
        });

        // When
        write("a.yaml", document("one", NO_CRITICAL));
        directory.check();

        // Then
        assertThat(now().problems()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n", "# spec: gone\n", "---\n", "---\n# nothing\n---\n"})
    void shouldTakeAFileWithoutAPolicyForAMistake(String text) throws IOException {
        // Given
        Path file = write("a.yaml", document("one", NO_CRITICAL));
        directory.check();

        // When
        write("a.yaml", text);
        directory.check();

        // Then
        assertThat(names()).containsExactly("one");
        assertThat(now().problems()).singleElement().satisfies(it -> {
            assertThat(it.document()).isEqualTo("a.yaml");
            assertThat(it.detail()).startsWith("1:1: holds no policy");
            assertThat(it.lastGoodStands()).isTrue();
        });

        // When
        Files.delete(file);
        directory.check();

        // Then
        assertThat(names()).isEmpty();
        assertThat(now().problems()).isEmpty();
    }

    @Test
    void shouldLeaveAGapWhereThereNeverWasAGoodVersion() throws IOException {
        // Given
        write("a.yaml", "typo");
        write("b.yaml", document("fine", NO_CRITICAL));

        // When
        directory.check();

        // Then
        assertThat(names()).containsExactly("fine");
        assertThat(now().problems()).extracting(PolicyProblem::lastGoodStands).containsExactly(false);
    }

    @Test
    void shouldKeepThePoliciesOfAFolderThatIsGone() throws IOException {
        // Given
        write("a.yaml", document("one", NO_CRITICAL));
        directory.check();

        // When
        Files.move(folder, parent.resolve("elsewhere"));
        directory.check();
        directory.check();

        // Then
        assertThat(names()).containsExactly("one");
        assertThat(now().problems()).extracting(PolicyProblem::lastGoodStands).containsExactly(true);
        assertThat(changes).hasValue(2);

        // When
        Files.move(parent.resolve("elsewhere"), folder);
        directory.check();

        // Then
        assertThat(now().problems()).isEmpty();
    }

    @Test
    void shouldNotTakeAFolderThatNeverWasForNoPolicies() {
        // Given
        PolicyDirectory nowhere = new PolicyDirectory(parent.resolve("nowhere"));

        // When
        nowhere.check();

        // Then
        assertThat(nowhere.policies().orElseThrow().problems())
                .extracting(PolicyProblem::lastGoodStands)
                .containsExactly(false);
    }

    @Test
    void shouldRefuseTheSameNameTwice() throws IOException {
        // Given
        write("a.yaml", document("same", NO_CRITICAL));
        write("b.yaml", document("same", NO_CRITICAL));

        // When
        directory.check();

        // Then
        assertThat(names()).containsExactly("same");
        assertThat(now().problems()).extracting(PolicyProblem::document).containsExactly("b.yaml");
    }

    @Test
    void shouldRefuseWhatIsNoText() throws IOException {
        // Given
        Files.write(folder.resolve("a.yaml"), "name: \u00e4".getBytes(StandardCharsets.ISO_8859_1));
        write("b.yaml", "#".repeat(PolicyReader.MAX_LENGTH + 1));
        Files.createSymbolicLink(folder.resolve("c.yaml"), Path.of("nowhere"));

        // When
        directory.check();

        // Then
        assertThat(now().problems())
                .extracting(PolicyProblem::detail)
                .satisfiesExactly(
                        it -> assertThat(it).contains("UTF-8"),
                        it -> assertThat(it).contains("larger than"),
                        it -> assertThat(it).contains("link to nowhere"));
    }

    @Test
    void shouldRefuseFoldersThatAreNoPolicyFolders() throws IOException {
        // Given
        for (int i = 0; i < 257; i++) {
            write(i + ".yaml", "");
        }

        // When
        directory.check();

        // Then
        assertThat(now().problems())
                .extracting(PolicyProblem::detail)
                .first()
                .asString()
                .contains("more than 256");
    }

    private Path write(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    private List<String> names() {
        return now().policies().stream().map(Policy::name).toList();
    }

    private PolicySet now() {
        return directory.policies().orElseThrow();
    }
}
