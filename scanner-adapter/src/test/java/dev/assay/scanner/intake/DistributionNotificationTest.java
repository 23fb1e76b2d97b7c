package dev.assay.scanner.intake;

import static dev.assay.scanner.testing.Samples.NOON;
import static dev.assay.scanner.testing.Samples.digest;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.contract.event.ImageEvent;
import dev.assay.contract.image.ImageReference;
import dev.assay.scanner.testing.SettableClock;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DistributionNotificationTest {
    private static final String MANIFEST = "application/vnd.oci.image.manifest.v1+json";
    private static final String GOOD = event("push", MANIFEST, digest(1).value(), "shop/cart", "registry.example.test");

    private final DistributionNotification notification = notification(Optional.empty());

    @Test
    void shouldReadAPush() throws UnreadableNotificationException {
        // When
        RegistryNotification.Notification read = read(GOOD);

        // Then
        assertThat(read.pushes())
                .containsExactly(new ImageEvent(
                        ImageEvent.Cause.PUSHED,
                        ImageReference.parse("registry.example.test/shop/cart@" + digest(1)),
                        Instant.parse("2030-01-01T00:00:00Z"),
                        "registry.example.test"));
        assertThat(read.ignored()).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "application/vnd.oci.image.manifest.v1+json",
                "application/vnd.oci.image.index.v1+json",
                "application/vnd.docker.distribution.manifest.v2+json",
                "application/vnd.docker.distribution.manifest.list.v2+json"
            })
    void shouldTakeManifestsAndIndexes(String mediaType) throws UnreadableNotificationException {
        assertThat(read(event("push", mediaType, digest(1).value(), "a", "r.test"))
                        .pushes())
                .hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "application/octet-stream",
                "application/vnd.docker.container.image.v1+json",
                "application/vnd.oci.image.layer.v1.tar+gzip",
                ""
            })
    void shouldIgnorePushesOfAnythingElse(String mediaType) throws UnreadableNotificationException {
        // When
        RegistryNotification.Notification read =
                read(event("push", mediaType, digest(1).value(), "a", "r.test"));

        // Then
        assertThat(read.pushes()).isEmpty();
        assertThat(read.ignored()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"pull", "mount", "delete", "PUSH", ""})
    void shouldIgnoreOtherActions(String action) throws UnreadableNotificationException {
        assertThat(read(event(action, MANIFEST, digest(1).value(), "a", "r.test"))
                        .pushes())
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "null",
                "7",
                "\"push\"",
                "[[[]]]",
                "{\"action\":\"push\"}",
                "{\"action\":\"push\",\"target\":7}",
                "{\"action\":[\"push\"],\"target\":{\"mediaType\":\"application/vnd.oci.image.manifest.v1+json\"}}",
                "{\"action\":\"push\",\"target\":{\"mediaType\":\"application/vnd.oci.image.manifest.v1+json\","
                        + "\"digest\":{},\"repository\":1},\"request\":[]}"
            })
    void shouldPassOverEventsOfTheWrongShapeAndTakeTheOthers(String odd) throws UnreadableNotificationException {
        // When
        RegistryNotification.Notification read = read(odd, GOOD);

        // Then
        assertThat(read.pushes()).hasSize(1);
        assertThat(read.ignored()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "sha256:abc",
                "sha512:1111111111111111111111111111111111111111111111111111111111111111",
                "../../etc/passwd",
                ""
            })
    void shouldPassOverOddDigests(String odd) throws UnreadableNotificationException {
        assertThat(read(event("push", MANIFEST, odd, "a", "r.test")).pushes()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/", "../a", "a/../b", "A", "a b", "a?x=y", "a@b", "http://evil.test/a"})
    void shouldPassOverOddRepositories(String odd) throws UnreadableNotificationException {
        assertThat(read(event("push", MANIFEST, digest(1).value(), odd, "r.test"))
                        .pushes())
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"evil.test/path", "user@evil.test", "evil.test#", "http://evil.test", "a b", "r.test:x"})
    void shouldPassOverOddHosts(String odd) throws UnreadableNotificationException {
        assertThat(read(event("push", MANIFEST, digest(1).value(), "a", odd)).pushes())
                .isEmpty();
    }

    @Test
    void shouldTakeTheHostFromTheUrlWhereTheRequestDoesNotSay() throws UnreadableNotificationException {
        // When
        RegistryNotification.Notification read =
                read(event("push", MANIFEST, digest(1).value(), "shop/cart", ""));

        // Then
        assertThat(read.pushes()).extracting(it -> it.reference().registry()).containsExactly("url.example.test:5000");
    }

    @Test
    void shouldPreferTheHostThatTheOperatorNames() throws UnreadableNotificationException {
        // Given
        DistributionNotification behindProxy = notification(Optional.of("public.example.test"));

        // When
        RegistryNotification.Notification read = behindProxy.read(body(GOOD));

        // Then
        assertThat(read.pushes()).extracting(it -> it.reference().registry()).containsExactly("public.example.test");
    }

    @Test
    void shouldTakeTheTimeOfArrivalWhereTheEventHasNone() throws UnreadableNotificationException {
        assertThat(read(GOOD.replace("2030-01-01T00:00:00Z", "yesterday")).pushes())
                .extracting(ImageEvent::occurredAt)
                .containsExactly(NOON);
    }

    @Test
    void shouldTakeNoMoreEventsThanTheBound() throws UnreadableNotificationException {
        // Given
        String[] many = new String[15];
        java.util.Arrays.fill(many, GOOD);

        // When
        RegistryNotification.Notification read = read(many);

        // Then
        assertThat(read.pushes()).hasSize(10);
        assertThat(read.ignored()).isEqualTo(5);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "[]",
                "{}",
                "{\"events\":7}",
                "{\"events\":{}}",
                "{\"events\":[]} {}",
                "{\"events\":[",
                "{\"events\":[],\"events\":[]}",
                "\u0000",
                "<events/>"
            })
    void shouldSayThatABodyIsUnreadable(String body) {
        assertThatThrownBy(() -> notification.read(body.getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(UnreadableNotificationException.class);
    }

    @Test
    void shouldSayThatADeepBodyIsUnreadable() {
        assertThatThrownBy(() -> read("[".repeat(100_000)))
                .isInstanceOf(UnreadableNotificationException.class)
                .hasNoCause();
    }

    @Property(tries = 500)
    void shouldThrowNothingButItsOwnErrorWhateverArrives(@ForAll byte[] body) {
        try {
            notification.read(body);
        } catch (UnreadableNotificationException e) {
            assertThat(e).hasMessageNotContaining("jackson");
        }
    }

    private RegistryNotification.Notification read(String... events) throws UnreadableNotificationException {
        return notification.read(body(events));
    }

    private static byte[] body(String... events) {
        return ("{\"events\":[" + String.join(",", events) + "]}").getBytes(StandardCharsets.UTF_8);
    }

    private static DistributionNotification notification(Optional<String> host) {
        return new DistributionNotification(Optional.of("secret"), host, 10, new SettableClock(NOON));
    }

    private static String event(String action, String mediaType, String digest, String repository, String host) {
        return """
                {"id":"1","timestamp":"2030-01-01T00:00:00Z","action":"%s",
                 "target":{"mediaType":"%s","digest":"%s","size":1,"repository":"%s","tag":"1.4",
                           "url":"https://url.example.test:5000/v2/shop/cart/manifests/1"},
                 "request":{"host":"%s","method":"PUT"},"actor":{"name":"ci"}}""".formatted(action, mediaType, digest, repository, host);
    }
}
