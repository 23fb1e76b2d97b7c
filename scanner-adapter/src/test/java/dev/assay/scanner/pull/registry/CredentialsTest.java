package dev.assay.scanner.pull.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.contract.failure.FailureReason;
import dev.assay.scanner.pull.ImagePullException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CredentialsTest {
    @TempDir
    private Path directory;

    @ParameterizedTest
    @CsvSource({
        "registry.example.test, shop/cart/web, cart",
        "registry.example.test, shop/cart, cart",
        "registry.example.test, shop/other, shop",
        "registry.example.test, shopping, host",
        "registry.example.test:5000, shop/cart, port",
        "docker.io, library/nginx, hub",
        "index.docker.io, library/nginx, hub",
        "slash.example.test, a, slash",
        "scheme.example.test, a, scheme"
    })
    void shouldFindTheNearestEntry(String host, String repository, String user) throws ImagePullException {
        // Given
        Credentials credentials = read("{\"auths\":{" + entry("registry.example.test", "host") + ","
                + entry("registry.example.test/shop", "shop") + "," + entry("registry.example.test/shop/cart", "cart")
                + "," + entry("registry.example.test:5000", "port") + ","
                + entry("https://index.docker.io/v1/", "hub") + "," + entry("slash.example.test/", "slash") + ","
                + entry("https://scheme.example.test/v2/", "scheme") + "}}");

        // Then
        assertThat(credentials.find(RegistryHost.parse(host), repository))
                .contains(new Credential.Password(user, "p:w"));
    }

    @Test
    void shouldFindNothingForOthers() throws ImagePullException {
        Credentials credentials = read("{\"auths\":{" + entry("registry.example.test/shop", "shop") + "}}");

        assertThat(credentials.find(RegistryHost.parse("registry.example.test"), "other")).isEmpty();
        assertThat(credentials.find(RegistryHost.parse("example.test"), "shop")).isEmpty();
    }

    @Test
    void shouldReadTheOlderFormAndEachKindOfEntry() throws ImagePullException {
        // Given
        Credentials credentials = read("{\"a.test\":{\"username\":\"u\",\"password\":\"p\"},"
                + "\"b.test\":{\"identitytoken\":\"i\",\"auth\":\"dTpw\"},\"c.test\":{\"registrytoken\":\"r\"},"
                + "\"d.test\":{\"auth\":\"" + base64("<token>:t") + "\"},\"e.test\":{}}");

        // Then
        assertThat(find(credentials, "a.test")).contains(new Credential.Password("u", "p"));
        assertThat(find(credentials, "b.test")).contains(new Credential.IdentityToken("i"));
        assertThat(find(credentials, "c.test")).contains(new Credential.RegistryToken("r"));
        assertThat(find(credentials, "d.test")).contains(new Credential.IdentityToken("t"));
        assertThat(find(credentials, "e.test")).isEmpty();
    }

    @Test
    void shouldReadTheFileOfAMountedSecret() throws Exception {
        // Given
        Files.writeString(directory.resolve(".dockercfg"), "{" + entry("a.test", "user") + "}");

        // Then
        assertThat(find(new CredentialFile(Optional.of(directory)).read(), "a.test")).isPresent();
    }

    @Test
    void shouldDoWithoutAFileThatIsNotThere() throws ImagePullException {
        assertThat(new CredentialFile(Optional.of(directory.resolve("absent"))).read()).isSameAs(Credentials.NONE);
        assertThat(new CredentialFile(Optional.of(directory)).read()).isSameAs(Credentials.NONE);
        assertThat(new CredentialFile(Optional.empty()).read()).isSameAs(Credentials.NONE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "null",
                "{\"auths\":{\"a.test\":{\"auth\":\"topsecret!!\"}}}",
                "{\"auths\":{\"a.test\":{\"auth\":\"dG9wc2VjcmV0\"}}}",
                "{\"auths\":{\"a.test\":{\"auth\":topsecret}}}",
                "{\"auths\":{},\"auths\":{}}"
            })
    void shouldSayThatAFileIsUnreadableWithoutShowingIt(String content) {
        assertThatThrownBy(() -> read(content))
                .isInstanceOfSatisfying(
                        ImagePullException.class,
                        it -> assertThat(it.reason()).isEqualTo(FailureReason.PULL_UNAUTHORIZED))
                .hasMessageContaining("assay.registries.docker-config")
                .hasMessageNotContaining("secret");
    }

    @Test
    void shouldNotShowSecretsInText() {
        assertThat(new Credential.Password("u", "secret").toString()).doesNotContain("secret");
        assertThat(new Credential.IdentityToken("secret").toString()).doesNotContain("secret");
        assertThat(new Credential.RegistryToken("secret").toString()).doesNotContain("secret");
    }

    private Credentials read(String content) throws ImagePullException {
        try {
            Path file = Files.writeString(directory.resolve("config.json"), content);
            return new CredentialFile(Optional.of(file)).read();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static Optional<Credential> find(Credentials credentials, String host) {
        return credentials.find(RegistryHost.parse(host), "repository");
    }

    private static String entry(String key, String user) {
        return "\"" + key + "\":{\"auth\":\"" + base64(user + ":p:w") + "\"}";
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
