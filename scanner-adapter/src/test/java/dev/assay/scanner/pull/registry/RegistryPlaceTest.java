package dev.assay.scanner.pull.registry;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RegistryPlaceTest {
    private static final HostPatterns INSECURE =
            new HostPatterns("assay.registries.insecure", List.of("plain.test:5000", "docker.io:80"));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://storage.test/a?b=%2F",
                "HTTPS://storage.test",
                "http://plain.test:5000/x",
                "https://[::1]:1/"
            })
    void shouldPermitHttpsAndListedHosts(String location) {
        assertThat(place("quay.io").permitted(location)).contains(URI.create(location));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://storage.test/",
                "http://plain.test/",
                "http://plain.test:50001/",
                "https://user@storage.test/",
                "https://user:password@storage.test/",
                "http://plain.test:5000@storage.test/",
                "file:///etc/passwd",
                "https:///path",
                "//storage.test/",
                "/path",
                "https://sto rage.test/",
                ""
            })
    void shouldPermitNothingElse(String location) {
        assertThat(place("quay.io").permitted(location)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "quay.io, https://quay.io/v2/x",
        "docker.io, https://registry-1.docker.io/v2/x",
        "plain.test:5000, http://plain.test:5000/v2/x",
        "plain.test, https://plain.test/v2/x"
    })
    void shouldSpeakToTheRegistry(String host, String uri) {
        assertThat(place(host).uri("x")).hasToString(uri);
    }

    @Test
    void shouldKnowDockerHubByAnyName() {
        assertThat(RegistryHost.parse("index.docker.io")).isEqualTo(RegistryHost.parse("docker.io"));
    }

    private static RegistryPlace place(String host) {
        return new RegistryPlace(RegistryHost.parse(host), "shop/cart", NetworkZone.PUBLIC, INSECURE);
    }
}
