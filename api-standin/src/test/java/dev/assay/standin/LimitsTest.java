package dev.assay.standin;

import static dev.assay.standin.StandInFixture.IMAGES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.standin.conformance.Answer;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a real server can and the stand-in cannot is refused, and never half done. */
class LimitsTest {
    private static final String PODS = "/api/v1/namespaces/default/pods";
    private final StandInFixture fixture = new StandInFixture(StandInOptions.loopback());

    @AfterEach
    void end() {
        fixture.close();
    }

    @Test
    void shouldSayWhatToDoInsteadOfProtobuf() {
        // Given
        String type = "application/vnd.kubernetes.protobuf";
        // When
        Answer answer = fixture.api().send("POST", "/api/v1/namespaces", type, "k8s");
        // Then
        assertThat(answer.status()).isEqualTo(415);
        assertThat(answer.body().path("message").asText()).contains("kubectl create -f");
    }

    @Test
    void shouldRefuseServerSideApply() {
        // Given
        fixture.createImage("one");
        String applied = "{\"apiVersion\":\"image.openshift.io/v1\",\"kind\":\"Image\"}";
        // When
        Answer answer =
                fixture.api().send("PATCH", IMAGES + "/one?fieldManager=test", "application/apply-patch+yaml", applied);
        // Then
        assertThat(answer.status()).isEqualTo(415);
        assertThat(answer.body().path("message").asText()).contains("merge patch");
    }

    @Test
    void shouldRefuseAStrategicMergePatchOfMoreThanMetadata() {
        // Given
        String pod = "{\"metadata\":{\"name\":\"one\"},\"spec\":{\"containers\":[{\"name\":\"a\",\"image\":\"b\"}]}}";
        Answer created = fixture.api().post(PODS, pod);
        String type = "application/strategic-merge-patch+json";
        // When
        Answer specification = fixture.api()
                .send("PATCH", PODS + "/one", type, "{\"spec\":{\"containers\":[{\"name\":\"a\",\"image\":\"c\"}]}}");
        Answer directive = fixture.api()
                .send("PATCH", PODS + "/one", type, "{\"metadata\":{\"labels\":{\"$patch\":\"replace\"}}}");
        Answer owners = fixture.api().send("PATCH", PODS + "/one", type, "{\"metadata\":{\"ownerReferences\":[]}}");
        // Then
        assertThat(specification.status()).isEqualTo(415);
        assertThat(directive.status()).isEqualTo(415);
        assertThat(owners.status()).isEqualTo(415);
        assertThat(fixture.api().get(PODS + "/one").body()).isEqualTo(created.body());
    }

    @ParameterizedTest
    @ValueSource(strings = {"1e999999999", "-1e999999999", "1e-999999999"})
    void shouldSurviveNumbersBeyondAllBounds(String number) throws Exception {
        // Given
        Path gadgets = Path.of("src/test/resources/dev/assay/standin/conformance/gadgets.yaml");
        StandInOptions options = StandInOptions.loopback().withCustomResources(List.of(gadgets));
        try (StandInFixture defined = new StandInFixture(options)) {
            String gadget =
                    "{\"apiVersion\":\"conformance.assay.dev/v1\",\"kind\":\"Gadget\",\"metadata\":{\"name\":\"a\"},"
                            + "\"spec\":{\"size\":" + number + "}}";
            // When
            Answer answer = defined.api().post("/apis/conformance.assay.dev/v1/namespaces/default/gadgets", gadget);
            // Then
            assertThat(answer.status()).isEqualTo(422);
        }
    }

    @Test
    void shouldRefuseANestingWithoutEnd() {
        // Given
        String deep = "{\"dockerImageMetadata\":" + "[".repeat(10_000) + "]".repeat(10_000) + "}";
        // When
        Answer answer = fixture.api().post(IMAGES, deep);
        // Then
        assertThat(answer.status()).isEqualTo(400);
    }

    @Test
    void shouldSayWhichPortIsTaken() {
        // Given
        int port = fixture.standIn().address().getPort();
        StandInOptions options = StandInOptions.loopback().withPort(port);
        // When, Then
        assertThatThrownBy(() -> ApiServerStandIn.start(options))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("port " + port);
    }

    @Test
    void shouldListenOnTheLoopbackAddressOnly() throws Exception {
        // Given
        int port = fixture.standIn().address().getPort();
        // When, Then
        try (var everywhere = new ServerSocket()) {
            everywhere.bind(new InetSocketAddress("127.0.0.2", port));
            assertThat(everywhere.isBound())
                    .as("the port is free on other addresses")
                    .isTrue();
        }
        assertThat(fixture.standIn().address().getHost()).isEqualTo("127.0.0.1");
    }
}
