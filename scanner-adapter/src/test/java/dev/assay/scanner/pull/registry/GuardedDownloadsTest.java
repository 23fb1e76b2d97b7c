package dev.assay.scanner.pull.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GuardedDownloadsTest {
    private static final URI SECURE = URI.create("https://publisher.example.test/oval/feed.xml");

    @Test
    void shouldBeSentFromHttpsToHttpsOnly() throws IOException {
        assertThat(GuardedDownloads.next(SECURE, "https://mirror.example.test/x"))
                .hasToString("https://mirror.example.test/x");
        assertThat(GuardedDownloads.next(SECURE, "other.xml"))
                .hasToString("https://publisher.example.test/oval/other.xml");
        assertThatThrownBy(() -> GuardedDownloads.next(SECURE, "http://publisher.example.test/oval/feed.xml"))
                .hasMessageContaining("which is no https address");
        assertThatThrownBy(() -> GuardedDownloads.next(SECURE, "file:///etc/passwd"))
                .hasMessageContaining("which is no https address");
        assertThatThrownBy(() -> GuardedDownloads.next(SECURE, "")).hasMessageContaining("which is no address");
    }

    @Test
    void shouldSpeakPlainHttpWithinTheOwnNetworkOnly() {
        URI plain = URI.create("http://mirror.example.test/x");
        assertThatThrownBy(() -> GuardedDownloads.requirePermitted(plain, NetworkZone.PUBLIC))
                .hasMessageContaining("use https");
        assertThatCode(() -> GuardedDownloads.requirePermitted(plain, NetworkZone.PRIVATE))
                .doesNotThrowAnyException();
        assertThatCode(() -> GuardedDownloads.requirePermitted(SECURE, NetworkZone.PUBLIC))
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = {"ftp://127.0.0.1/x", "https://user:secret@127.0.0.1/x", "https:///x", "x"})
    void shouldNotAskForWhatIsNoPlainAddress(String address) throws IOException {
        try (GuardedDownloads downloads = new GuardedDownloads()) {
            assertThatThrownBy(() -> downloads.get(URI.create(address), Map.of(), Duration.ofSeconds(1)))
                    .isInstanceOf(IOException.class)
                    .hasMessageNotContaining("secret");
        }
    }
}
