package dev.assay.testbed.debian;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DebianSystemTest {
    private static final String BOOKWORM = "ID=debian\nVERSION_ID=\"12\"\nVERSION_CODENAME=bookworm\n# a comment\n";

    @Test
    void shouldReadTheRelease() {
        // When
        DebianSystem system = DebianSystem.of(BOOKWORM, "i386");

        // Then
        assertThat(system).isEqualTo(new DebianSystem("debian", "12", "bookworm", "i386"));
        assertThat(system.imageArchitecture()).isEqualTo("386");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "ID=ubuntu\nVERSION_ID=\"24.04\"",
                "ID=debian\nVERSION_CODENAME=sid",
                "ID=debian\nVERSION_ID=../1"
            })
    void shouldSayWhatToDoWhereThereIsNoStableDebian(String osRelease) {
        // When, Then
        assertThatThrownBy(() -> DebianSystem.of(osRelease, "amd64"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("quickstart IMAGE");
    }

    @Test
    void shouldTakeOnlyTheSecuritySuiteOfTheOwnArchitecture() {
        // Given
        DebianSystem system = DebianSystem.of(BOOKWORM, "amd64");
        String targets = """
                bookworm amd64 /lists/main
                bookworm-security amd64 /lists/with blank
                bookworm-security i386 /lists/other
                trixie-security amd64 /lists/next
                rubbish
                """;

        // When, Then
        assertThat(AptLists.files(targets, system)).isEqualTo(List.of("/lists/with blank"));
    }
}
