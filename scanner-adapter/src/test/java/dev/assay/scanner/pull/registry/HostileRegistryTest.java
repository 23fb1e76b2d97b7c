package dev.assay.scanner.pull.registry;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.absent;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.containing;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.matching;
import static com.github.tomakehurst.wiremock.client.WireMock.ok;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.status;
import static com.github.tomakehurst.wiremock.client.WireMock.temporaryRedirect;
import static com.github.tomakehurst.wiremock.client.WireMock.unauthorized;
import static com.github.tomakehurst.wiremock.client.WireMock.urlMatching;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathMatching;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.MappingBuilder;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.stubbing.Scenario;
import com.sun.net.httpserver.HttpServer;
import dev.assay.contract.failure.FailureReason;
import dev.assay.contract.image.ImageDigest;
import dev.assay.contract.image.ImageReference;
import dev.assay.contract.image.Platform;
import dev.assay.scanner.pull.ImagePullException;
import dev.assay.scanner.pull.PullConfigs;
import dev.assay.scanner.pull.PulledImage;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Registries that are wrong, slow, endless, or that send their readers elsewhere. */
class HostileRegistryTest {
    private static final String BASIC = "Basic dXNlcjpzZWNyZXQ=";
    private static final TestImage IMAGE =
            TestImage.of("amd64", TestImage.GZIP, List.of(TestTars.gzip(Map.of("etc/os-release", "ID=debian"))));

    private final WireMockServer registry = server();
    private final WireMockServer elsewhere = server();
    private final Map<String, String> settings = new HashMap<>();

    @TempDir
    private Path directory;

    private static WireMockServer server() {
        return new WireMockServer(
                WireMockConfiguration.options().bindAddress("127.0.0.1").dynamicPort());
    }

    @BeforeEach
    void start() throws IOException {
        registry.start();
        elsewhere.start();
        Files.createDirectory(directory.resolve("root"));
        settings.put("allowed", host(registry));
        settings.put("insecure", host(registry));
        settings.put("retry-delay", "0s");
        settings.put("work-directory", directory.resolve("work").toString());
    }

    @AfterEach
    void stop() {
        registry.stop();
        elsewhere.stop();
    }

    @Test
    void shouldReadAnImage() throws ImagePullException {
        // Given
        serve(IMAGE);

        // When
        PulledImage image = pull(IMAGE.digest());
        image.extract(directory.resolve("root"), path -> true);

        // Then
        assertThat(image.platform()).isEqualTo(Platform.LINUX_AMD64);
        assertThat(image.manifestDigest()).isEqualTo(IMAGE.digest());
        assertThat(directory.resolve("root/etc/os-release")).hasContent("ID=debian");
        assertThat(leftOver()).isEmpty();
    }

    @Test
    void shouldNotContactARegistryThatIsNotAllowed() {
        // Given
        serve(IMAGE);
        settings.put("allowed", "quay.io,*,*:*,localhost:*,127.0.0.1,[::1]:*");

        // Then
        assertFails(FailureReason.REGISTRY_NOT_ALLOWED, "assay.registries.allowed", () -> pull(IMAGE.digest()));
        assertFails(
                FailureReason.REGISTRY_NOT_ALLOWED,
                "assay.registries.allowed",
                () -> source().resolve(ImageReference.parse(host(registry) + "/shop/cart:1")));
        assertThat(registry.getAllServeEvents()).isEmpty();
    }

    @Test
    void shouldRefuseAManifestOfOtherBytes() {
        // Given
        serve(IMAGE);
        registry.stubFor(manifest(IMAGE.digest()).willReturn(ok("{\"schemaVersion\":2}")));

        // Then
        assertFails(FailureReason.IMAGE_INVALID, "comes with bytes of the digest", () -> pull(IMAGE.digest()));
    }

    @Test
    void shouldRefuseAManifestThatIsTooLarge() {
        // Given
        registry.stubFor(manifest(IMAGE.digest()).willReturn(aResponse().withBody(new byte[(4 << 20) + 1])));

        // Then
        assertFails(FailureReason.IMAGE_TOO_LARGE, "the manifest", () -> pull(IMAGE.digest()));
    }

    @Test
    void shouldRefuseAConfigurationOfOtherBytes() {
        // Given
        serve(IMAGE);
        byte[] other = IMAGE.config().clone();
        other[other.length - 1] = ' ';
        registry.stubFor(blob(IMAGE.config()).willReturn(ok().withBody(other)));

        // Then
        assertFails(FailureReason.IMAGE_INVALID, "comes with other bytes", () -> pull(IMAGE.digest()));
    }

    @Test
    void shouldRefuseALayerOfOtherBytes() throws ImagePullException {
        // Given
        serve(IMAGE);
        byte[] other = IMAGE.layers().get(0).clone();
        other[other.length / 2] ^= 1;
        registry.stubFor(blob(IMAGE.layers().get(0)).willReturn(ok().withBody(other)));
        PulledImage image = pull(IMAGE.digest());

        // Then
        assertFails(FailureReason.IMAGE_INVALID, "comes with other bytes", () -> extract(image));
        assertThat(directory.resolve("root")).isEmptyDirectory();
        assertThat(leftOver()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 1, 100_000})
    void shouldRefuseALayerOfAnotherSize(int more) throws ImagePullException {
        // Given
        serve(IMAGE);
        byte[] layer = IMAGE.layers().get(0);
        registry.stubFor(blob(layer)
                .willReturn(
                        aResponse().withChunkedDribbleDelay(2, 1).withBody(Arrays.copyOf(layer, layer.length + more))));
        PulledImage image = pull(IMAGE.digest());

        // Then
        assertFails(FailureReason.IMAGE_INVALID, "and the manifest states " + layer.length, () -> extract(image));
    }

    @Test
    void shouldEndABlobThatHasNoEnd() throws Exception {
        // Given
        serve(IMAGE);
        byte[] layer = IMAGE.layers().get(0);
        HttpServer endless = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1);
        endless.createContext("/", exchange -> {
            exchange.sendResponseHeaders(200, 0);
            try (exchange;
                    OutputStream out = exchange.getResponseBody()) {
                while (true) {
                    out.write(layer);
                }
            }
        });
        endless.start();
        String host = "127.0.0.1:" + endless.getAddress().getPort();
        settings.put("insecure", host(registry) + "," + host);
        settings.put("attempts", "1");
        settings.put("answer-timeout", "20s");
        registry.stubFor(blob(layer).willReturn(temporaryRedirect("http://" + host + "/blob")));
        PulledImage image = pull(IMAGE.digest());

        // Then
        try {
            assertFails(FailureReason.IMAGE_INVALID, "and the manifest states " + layer.length, () -> extract(image));
        } finally {
            endless.stop(0);
        }
    }

    @Test
    void shouldTryAgainWhenTheConnectionBreaks() throws ImagePullException {
        // Given
        serve(IMAGE);
        byte[] layer = IMAGE.layers().get(0);
        registry.stubFor(blob(layer)
                .inScenario("layer")
                .whenScenarioStateIs(Scenario.STARTED)
                .willSetStateTo("broke once")
                .willReturn(aResponse().withFault(Fault.RANDOM_DATA_THEN_CLOSE)));
        registry.stubFor(blob(layer)
                .inScenario("layer")
                .whenScenarioStateIs("broke once")
                .willSetStateTo("busy once")
                .willReturn(status(429)));
        registry.stubFor(
                blob(layer).inScenario("layer").whenScenarioStateIs("busy once").willReturn(ok().withBody(layer)));

        // When
        extract(pull(IMAGE.digest()));

        // Then
        assertThat(directory.resolve("root/etc/os-release")).exists();
    }

    @ParameterizedTest
    @ValueSource(ints = {429, 500, 502, 503})
    void shouldGiveUpAfterTheConfiguredAttempts(int status) {
        // Given
        registry.stubFor(get(anyUrl()).willReturn(status(status)));

        // Then
        assertFails(FailureReason.PULL_FAILED, "answered " + status, () -> pull(IMAGE.digest()));
        assertThat(registry.getAllServeEvents()).hasSize(3);
    }

    @Test
    void shouldSayThatNobodyListens() {
        // Given
        ImageReference reference = reference(IMAGE.digest());
        registry.stop();

        // Then
        assertFails(
                FailureReason.PULL_FAILED, "after 3 attempts", () -> source().pull(reference, Platform.LINUX_AMD64));
    }

    @Test
    void shouldSayThatTheRegistryIsSilent() {
        // Given
        settings.put("read-timeout", "200ms");
        settings.put("attempts", "1");
        registry.stubFor(get(anyUrl()).willReturn(ok().withFixedDelay(10_000)));

        // Then
        assertFails(FailureReason.PULL_FAILED, "SocketTimeoutException", () -> pull(IMAGE.digest()));
    }

    @Test
    void shouldEndAnAnswerThatDrips() throws ImagePullException {
        // Given
        serve(IMAGE);
        settings.put("answer-timeout", "0s");

        // Then
        assertFails(FailureReason.PULL_FAILED, "assay.registries.answer-timeout", () -> pull(IMAGE.digest()));
        assertThat(registry.getAllServeEvents()).hasSize(1);
    }

    @Test
    void shouldSayThatTheImageIsNotThere() {
        assertFails(FailureReason.IMAGE_NOT_FOUND, "answered 404", () -> pull(IMAGE.digest()));
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 403})
    void shouldSayThatCredentialsAreMissing(int status) {
        // Given
        registry.stubFor(
                get(anyUrl()).willReturn(status(status).withHeader("WWW-Authenticate", "Basic realm=\"here\"")));

        // Then
        assertFails(FailureReason.PULL_UNAUTHORIZED, "assay.registries.docker-config", () -> pull(IMAGE.digest()));
    }

    @Test
    void shouldFetchATokenWithTheCredentials() throws ImagePullException {
        // Given
        serve(IMAGE);
        credentials("{\"auths\":{\"" + host(registry) + "/shop\":{\"auth\":\"dXNlcjpzZWNyZXQ=\"}}}");
        challenge(
                "Bearer realm=\"" + base(registry) + "/token\",service=\"reg\",scope=\"repository:other/secret:push\"");
        registry.stubFor(get(urlPathEqualTo("/token"))
                .withHeader("Authorization", equalTo(BASIC))
                .withQueryParam("service", equalTo("reg"))
                .withQueryParam("scope", equalTo("repository:shop/cart:pull"))
                .willReturn(okJson("{\"access_token\":\"T\",\"expires_in\":60}")));

        // When
        extract(pull(IMAGE.digest()));

        // Then
        assertThat(directory.resolve("root/etc/os-release")).exists();
        registry.verify(1, getRequestedFor(urlPathEqualTo("/token")));
        registry.verify(3, getRequestedFor(anyUrl()).withHeader("Authorization", equalTo("Bearer T")));
    }

    @Test
    void shouldAskATokenServiceThatHasAQueryAndAServiceThatHasToBeEncoded() throws ImagePullException {
        // Given
        serve(IMAGE);
        challenge("Bearer realm=\"" + base(registry) + "/token?account=a\",service=\"the registry & more\"");
        registry.stubFor(get(urlPathEqualTo("/token"))
                .withQueryParam("account", equalTo("a"))
                .withQueryParam("service", equalTo("the registry & more"))
                .withQueryParam("scope", equalTo("repository:shop/cart:pull"))
                .willReturn(okJson("{\"token\":\"T\"}")));

        // When, Then
        assertThat(pull(IMAGE.digest()).manifestDigest()).isEqualTo(IMAGE.digest());
    }

    @Test
    void shouldEndATokenThatHasNoEnd() {
        // Given
        serve(IMAGE);
        challenge("Bearer realm=\"" + base(registry) + "/token\"");
        registry.stubFor(get(urlPathEqualTo("/token")).willReturn(ok().withBody(new byte[(1 << 20) + 1])));

        // Then
        assertFails(FailureReason.PULL_FAILED, "answered without a token", () -> pull(IMAGE.digest()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "null", "[]", "{}", "{\"token\":7}", "{\"token\":\"a b\\r\\nX: y\"}", "<html>"})
    void shouldNotTakeForATokenWhatIsNone(String answer) {
        // Given
        serve(IMAGE);
        credentials("{\"auths\":{\"" + host(registry) + "\":{\"identitytoken\":\"secret\"}}}");
        challenge("Bearer realm=\"" + base(registry) + "/token\"");
        registry.stubFor(post("/token").willReturn(ok(answer)));

        // Then
        assertThatThrownBy(() -> pull(IMAGE.digest()))
                .isInstanceOf(ImagePullException.class)
                .hasMessageNotContaining("secret");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"null", "7", "[]", "{}", "{\"schemaVersion\":[]}", "{\"schemaVersion\":1}", "\0", "{\"a\":"})
    void shouldCallInvalidWhatIsNoManifest(String manifest) {
        // Given
        byte[] bytes = TestImage.utf8(manifest);
        registry.stubFor(manifest(TestImage.digest(bytes)).willReturn(ok().withBody(bytes)));

        // Then
        assertThatThrownBy(() -> pull(TestImage.digest(bytes)))
                .isInstanceOfSatisfying(
                        ImagePullException.class,
                        it -> assertThat(it.reason()).isIn(FailureReason.IMAGE_INVALID, FailureReason.NOT_APPLICABLE));
    }

    @Test
    void shouldReadNothingOfARefusalsBody() {
        // Given
        registry.stubFor(get(anyUrl())
                .willReturn(unauthorized()
                        .withHeader("WWW-Authenticate", "Basic realm=\"here\"")
                        .withBody("x".repeat(1 << 20))
                        .withChunkedDribbleDelay(1_000, 600_000)));

        // Then
        assertFails(FailureReason.PULL_UNAUTHORIZED, "answered 401", () -> pull(IMAGE.digest()));
    }

    @Test
    void shouldNotFollowATokenServiceWithCredentials() {
        // Given
        settings.put("insecure", host(registry) + "," + host(elsewhere));
        credentials("{\"" + host(registry) + "\":{\"username\":\"user\",\"password\":\"secret\"}}");
        challenge("Bearer realm=\"" + base(registry) + "/token\"");
        registry.stubFor(get(urlPathEqualTo("/token")).willReturn(temporaryRedirect(base(elsewhere) + "/token")));
        elsewhere.stubFor(get(anyUrl()).willReturn(okJson("{\"token\":\"T\"}")));

        // Then
        assertFails(FailureReason.PULL_UNAUTHORIZED, "the token service", () -> pull(IMAGE.digest()));
        assertThat(elsewhere.getAllServeEvents()).isEmpty();
    }

    @Test
    void shouldNotLetOtherStorageAskForCredentials() throws ImagePullException {
        // Given
        settings.put("insecure", host(registry) + "," + host(elsewhere));
        serve(IMAGE);
        credentials("{\"" + host(registry) + "\":{\"username\":\"user\",\"password\":\"secret\"}}");
        registry.stubFor(blob(IMAGE.layers().get(0)).willReturn(temporaryRedirect(base(elsewhere) + "/blob")));
        elsewhere.stubFor(get("/blob")
                .willReturn(unauthorized()
                        .withHeader("WWW-Authenticate", "Bearer realm=\"" + base(elsewhere) + "/token\"")));
        PulledImage image = pull(IMAGE.digest());

        // Then
        assertFails(FailureReason.PULL_UNAUTHORIZED, "answered 401", () -> extract(image));
        elsewhere.verify(1, getRequestedFor(anyUrl()));
        elsewhere.verify(0, getRequestedFor(anyUrl()).withHeader("Authorization", matching(".*")));
    }

    @Test
    void shouldTakeATokenFromTheRegistrysOwnApi() throws ImagePullException {
        // Given
        serve(IMAGE);
        challenge("Bearer realm=\"" + base(registry) + "/v2/auth\",service=\"reg\"");
        registry.stubFor(get(urlPathEqualTo("/v2/auth"))
                .atPriority(0)
                .willReturn(okJson("{\"token\":\"T\",\"schemaVersion\":2}")));
        registry.stubFor(get(urlPathEqualTo("/v2/shop/cart/manifests/1.0"))
                .withHeader("Authorization", equalTo("Bearer T"))
                .atPriority(0)
                .willReturn(ok().withBody(IMAGE.manifest())));

        // When
        ImageDigest digest = source().resolve(ImageReference.parse(host(registry) + "/shop/cart:1.0"));
        extract(pull(IMAGE.digest()));

        // Then
        assertThat(digest).isEqualTo(IMAGE.digest());
        assertThat(directory.resolve("root/etc/os-release")).exists();
    }

    @Test
    void shouldNotTakeATokensAnswerForAManifest() {
        // Given
        challenge("Bearer realm=\"" + base(registry) + "/v2/auth\"");
        registry.stubFor(get(urlPathEqualTo("/v2/auth")).atPriority(0).willReturn(okJson("{\"token\":\"T\"}")));

        // Then
        assertFails(
                FailureReason.IMAGE_NOT_FOUND,
                "answered 404",
                () -> source().resolve(ImageReference.parse(host(registry) + "/shop/cart:1.0")));
    }

    @Test
    void shouldNotSpeakPlainHttpToATokenServiceThatIsNamedWithHttps() {
        // Given
        settings.put("attempts", "1");
        settings.put("insecure", host(registry) + "," + host(elsewhere));
        credentials("{\"" + host(registry) + "\":{\"username\":\"user\",\"password\":\"secret\"}}");
        challenge("Bearer realm=\"https://" + host(elsewhere) + "/token\"");

        // Then
        assertThatThrownBy(() -> pull(IMAGE.digest())).isInstanceOf(ImagePullException.class);
        assertThat(elsewhere.getAllServeEvents()).isEmpty();
    }

    @Test
    void shouldSendARegistryTokenWhenTheRegistryAsks() throws ImagePullException {
        // Given
        serve(IMAGE);
        credentials("{\"auths\":{\"" + host(registry) + "\":{\"registrytoken\":\"R\"}}}");

        // When
        pull(IMAGE.digest());

        // Then
        registry.verify(0, getRequestedFor(anyUrl()).withHeader("Authorization", matching(".*")));

        // When
        challenge("Bearer realm=\"https://" + host(elsewhere) + "/token\"");
        extract(pull(IMAGE.digest()));

        // Then
        registry.verify(getRequestedFor(anyUrl()).withHeader("Authorization", equalTo("Bearer R")));
        assertThat(elsewhere.getAllServeEvents()).isEmpty();
    }

    @Test
    void shouldAskForNoScopeButItsOwnAndForOneTokenAtATime() {
        // Given
        challenge("Bearer realm=\"" + base(registry) + "/token?scope=repository:other/secret:push&account=a\"");
        registry.stubFor(get(urlPathEqualTo("/token")).willReturn(okJson("{\"token\":\"T\"}")));
        registry.stubFor(get(urlPathMatching("/v2/.*"))
                .withHeader("Authorization", equalTo("Bearer T"))
                .atPriority(1)
                .willReturn(unauthorized()
                        .withHeader("WWW-Authenticate", "Bearer realm=\"" + base(registry) + "/token\"")));

        // Then
        assertFails(FailureReason.PULL_UNAUTHORIZED, "assay.registries.docker-config", () -> pull(IMAGE.digest()));
        registry.verify(1, getRequestedFor(urlPathEqualTo("/token")));
        registry.verify(0, getRequestedFor(urlMatching(".*secret.*")));
    }

    @Test
    void shouldFetchANewTokenWhenTheOldOneRanOut() throws ImagePullException {
        // Given
        serve(IMAGE);
        challenge("Bearer realm=\"" + base(registry) + "/token\",service=\"reg\"");
        registry.stubFor(get(urlPathEqualTo("/token")).willReturn(okJson("{\"token\":\"T\"}")));
        PulledImage image = pull(IMAGE.digest());
        registry.stubFor(get(urlPathEqualTo(blobPath(IMAGE.layers().get(0))))
                .withHeader("Authorization", equalTo("Bearer T"))
                .atPriority(0)
                .willReturn(unauthorized()
                        .withHeader("WWW-Authenticate", "Bearer realm=\"" + base(registry) + "/second\"")));
        registry.stubFor(get(urlPathEqualTo("/second")).willReturn(okJson("{\"token\":\"U\"}")));

        // When
        extract(image);

        // Then
        assertThat(directory.resolve("root/etc/os-release")).exists();
    }

    @Test
    void shouldExchangeAnIdentityToken() throws ImagePullException {
        // Given
        serve(IMAGE);
        credentials("{\"auths\":{\"" + host(registry) + "\":{\"identitytoken\":\"refresh\"}}}");
        challenge("Bearer realm=\"" + base(registry) + "/token\",service=\"reg\"");
        registry.stubFor(post("/token")
                .withRequestBody(containing("grant_type=refresh_token"))
                .withRequestBody(containing("refresh_token=refresh"))
                .withRequestBody(containing("service=reg"))
                .willReturn(okJson("{\"access_token\":\"T\"}")));

        // When
        PulledImage image = pull(IMAGE.digest());

        // Then
        assertThat(image.manifestDigest()).isEqualTo(IMAGE.digest());
    }

    @Test
    void shouldAnswerABasicChallenge() throws ImagePullException {
        // Given
        serve(IMAGE);
        credentials("{\"" + host(registry) + "\":{\"username\":\"user\",\"password\":\"secret\"}}");
        challenge("Basic realm=\"here\"");

        // When
        PulledImage image = pull(IMAGE.digest());

        // Then
        assertThat(image.manifestDigest()).isEqualTo(IMAGE.digest());
        registry.verify(getRequestedFor(anyUrl()).withHeader("Authorization", equalTo(BASIC)));
    }

    @Test
    void shouldAskAtTheEntranceWhenTheRequestHadNoChallenge() throws ImagePullException {
        // Given
        serve(IMAGE);
        credentials("{\"" + host(registry) + "\":{\"username\":\"user\",\"password\":\"secret\"}}");
        registry.stubFor(get(anyUrl())
                .withHeader("Authorization", absent())
                .atPriority(1)
                .willReturn(unauthorized()));
        registry.stubFor(get("/v2/")
                .atPriority(0)
                .willReturn(unauthorized().withHeader("WWW-Authenticate", "Basic realm=\"here\"")));

        // When
        PulledImage image = pull(IMAGE.digest());

        // Then
        assertThat(image.manifestDigest()).isEqualTo(IMAGE.digest());
    }

    @Test
    void shouldReadCredentialsAgainWhenTheFileChanges() throws ImagePullException {
        // Given
        serve(IMAGE);
        challenge("Basic realm=\"here\"");
        credentials("{\"auths\":{}}");
        RegistryImageSource source = source();
        assertFails(FailureReason.PULL_UNAUTHORIZED, "there are none", () -> pull(source, IMAGE.digest()));

        // When
        credentials("{\"auths\":{\"" + host(registry) + "\":{\"username\":\"user\",\"password\":\"secret\"}}}");

        // Then
        assertThat(pull(source, IMAGE.digest()).manifestDigest()).isEqualTo(IMAGE.digest());
    }

    @Test
    void shouldNotSendCredentialsToATokenServiceInPlainHttp() {
        // Given
        credentials("{\"" + host(registry) + "\":{\"username\":\"user\",\"password\":\"secret\"}}");
        challenge("Bearer realm=\"" + base(elsewhere) + "/token\"");

        // Then
        assertFails(FailureReason.PULL_UNAUTHORIZED, "no https address", () -> pull(IMAGE.digest()));
        assertThat(elsewhere.getAllServeEvents()).isEmpty();
    }

    @Test
    void shouldFollowABlobToOtherStorageWithoutCredentials() throws ImagePullException {
        // Given
        settings.put("insecure", host(registry) + "," + host(elsewhere));
        serve(IMAGE);
        credentials("{\"" + host(registry) + "\":{\"username\":\"user\",\"password\":\"secret\"}}");
        challenge("Basic realm=\"here\"");
        byte[] layer = IMAGE.layers().get(0);
        registry.stubFor(blob(layer).willReturn(temporaryRedirect(base(elsewhere) + "/bucket/blob?sig=a%2Fb")));
        elsewhere.stubFor(get("/bucket/blob?sig=a%2Fb").willReturn(ok().withBody(layer)));

        // When
        extract(pull(IMAGE.digest()));

        // Then
        assertThat(directory.resolve("root/etc/os-release")).exists();
        elsewhere.verify(1, getRequestedFor(anyUrl()).withHeader("Authorization", absent()));
    }

    @Test
    void shouldNotFollowToAHostInPlainHttpThatIsNotListed() throws ImagePullException {
        // Given
        serve(IMAGE);
        registry.stubFor(blob(IMAGE.layers().get(0)).willReturn(temporaryRedirect(base(elsewhere) + "/blob")));
        PulledImage image = pull(IMAGE.digest());

        // Then
        assertFails(FailureReason.PULL_FAILED, "no https address", () -> extract(image));
        assertThat(elsewhere.getAllServeEvents()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://169.254.169.254/latest/meta-data/",
                "https://[fe80::1]/",
                "https://0.0.0.0/",
                "https://[64:ff9b::a9fe:a9fe]/"
            })
    void shouldNeverFollowToLinkLocalAddresses(String target) throws ImagePullException {
        // Given
        serve(IMAGE);
        registry.stubFor(blob(IMAGE.layers().get(0)).willReturn(temporaryRedirect(target)));
        PulledImage image = pull(IMAGE.digest());

        // Then
        assertFails(FailureReason.PULL_FAILED, "ForbiddenAddress", () -> extract(image));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "file:///etc/passwd",
                "ftp://127.0.0.1/x",
                "https://user:pw@127.0.0.1/",
                "http://",
                "::",
                "//"
            })
    void shouldRefuseOtherTargets(String target) throws ImagePullException {
        // Given
        serve(IMAGE);
        registry.stubFor(blob(IMAGE.layers().get(0)).willReturn(temporaryRedirect(target)));
        PulledImage image = pull(IMAGE.digest());

        // Then
        assertFails(FailureReason.PULL_FAILED, "", () -> extract(image));
    }

    @Test
    void shouldEndARingOfRedirects() {
        // Given
        registry.stubFor(get(anyUrl()).willReturn(temporaryRedirect(base(registry) + "/again")));

        // Then
        assertFails(FailureReason.PULL_FAILED, "redirected more than 5 times", () -> pull(IMAGE.digest()));
    }

    @Test
    void shouldChooseTheImageOfThePlatform() throws ImagePullException {
        // Given
        TestImage arm = TestImage.of("arm64", TestImage.GZIP, List.of(TestTars.gzip(Map.of("a", "arm"))));
        byte[] index = TestImage.index(
                entry(IMAGE, TestImage.platform("linux", "amd64", "")),
                entry(arm, TestImage.platform("linux", "arm64", "v8")),
                entry(arm, TestImage.platform("unknown", "unknown", "")));
        serve(IMAGE);
        serve(arm);
        registry.stubFor(manifest(TestImage.digest(index)).willReturn(ok().withBody(index)));

        // When
        PulledImage image = source().pull(reference(TestImage.digest(index)), Platform.parse("linux/arm64"));

        // Then
        assertThat(image.manifestDigest()).isEqualTo(arm.digest());
        assertThat(image.reference().digest()).contains(TestImage.digest(index));
        assertThat(image.platform()).isEqualTo(Platform.parse("linux/arm64"));
    }

    @Test
    void shouldNameThePlatformsThatThereAre() {
        // Given
        byte[] index = TestImage.index(
                entry(IMAGE, TestImage.platform("linux", "arm", "v6")),
                entry(IMAGE, TestImage.platform("unknown", "unknown", "")));
        registry.stubFor(manifest(TestImage.digest(index)).willReturn(ok().withBody(index)));

        // Then
        assertFails(
                FailureReason.NOT_APPLICABLE,
                "no image for linux/amd64; it has linux/arm/v6",
                () -> pull(TestImage.digest(index)));
    }

    @Test
    void shouldEndAtIndexesOfIndexes() {
        // Given
        byte[] image = IMAGE.manifest();
        for (int i = 0; i < 3; i++) {
            byte[] index = TestImage.index(
                    TestImage.descriptor(ManifestParser.OCI_INDEX, image, TestImage.platform("linux", "amd64", "")));
            registry.stubFor(manifest(TestImage.digest(index)).willReturn(ok().withBody(index)));
            image = index;
        }
        ImageDigest outermost = TestImage.digest(image);

        // Then
        assertFails(FailureReason.IMAGE_INVALID, "leads to indexes only", () -> pull(outermost));
    }

    @Test
    void shouldRefuseAConfigurationWithAnotherNumberOfLayers() {
        // Given
        byte[] config = TestImage.utf8("{\"os\":\"linux\",\"architecture\":\"amd64\",\"rootfs\":{\"diff_ids\":[]}}");
        byte[] manifest = TestImage.manifest(config, TestImage.CONFIG, IMAGE.layers(), TestImage.GZIP);
        serve(new TestImage(config, IMAGE.layers(), manifest));

        // Then
        assertFails(
                FailureReason.IMAGE_INVALID,
                "has 1 layers, and its configuration states 0",
                () -> pull(TestImage.digest(manifest)));
    }

    @Test
    void shouldBoundLayersBeforeReadingThem() {
        // Given
        settings.put("bounds.max-compressed-bytes", "10");
        serve(IMAGE);

        // Then
        assertFails(
                FailureReason.IMAGE_TOO_LARGE,
                "assay.registries.bounds.max-compressed-bytes",
                () -> pull(IMAGE.digest()));
        assertThat(registry.getAllServeEvents()).hasSize(1);
    }

    @Test
    void shouldResolveATagByTheBytesThatCome() throws ImagePullException {
        // Given
        registry.stubFor(get(urlPathEqualTo("/v2/shop/cart/manifests/1.0"))
                .willReturn(ok().withHeader(
                                "Docker-Content-Digest",
                                TestImage.digest(new byte[0]).value())
                        .withBody(IMAGE.manifest())));

        // When
        ImageDigest digest = source().resolve(ImageReference.parse(host(registry) + "/shop/cart:1.0"));

        // Then
        assertThat(digest).isEqualTo(IMAGE.digest());
    }

    private static String entry(TestImage image, String platform) {
        return TestImage.descriptor(ManifestParser.OCI_MANIFEST, image.manifest(), platform);
    }

    private void serve(TestImage image) {
        registry.stubFor(manifest(image.digest()).willReturn(ok().withBody(image.manifest())));
        registry.stubFor(blob(image.config()).willReturn(ok().withBody(image.config())));
        image.layers().forEach(it -> registry.stubFor(blob(it).willReturn(ok().withBody(it))));
    }

    private void challenge(String challenge) {
        registry.stubFor(get(urlPathMatching("/v2/.*"))
                .withHeader("Authorization", absent())
                .atPriority(1)
                .willReturn(unauthorized().withHeader("WWW-Authenticate", challenge)));
    }

    private void credentials(String json) {
        try {
            Path file = Files.writeString(directory.resolve("config.json"), json);
            settings.put("docker-config", file.toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static MappingBuilder manifest(ImageDigest digest) {
        return get(urlPathEqualTo("/v2/shop/cart/manifests/" + digest));
    }

    private static MappingBuilder blob(byte[] blob) {
        return get(urlPathEqualTo(blobPath(blob)));
    }

    private static String blobPath(byte[] blob) {
        return "/v2/shop/cart/blobs/" + TestImage.digest(blob);
    }

    private ImageReference reference(ImageDigest digest) {
        return ImageReference.parse(host(registry) + "/shop/cart@" + digest);
    }

    private PulledImage pull(ImageDigest digest) throws ImagePullException {
        return pull(source(), digest);
    }

    private PulledImage pull(RegistryImageSource source, ImageDigest digest) throws ImagePullException {
        return source.pull(reference(digest), Platform.LINUX_AMD64);
    }

    private void extract(PulledImage image) throws ImagePullException {
        image.extract(directory.resolve("root"), path -> true);
    }

    private RegistryImageSource source() {
        return new RegistryImageSource(PullConfigs.of(settings), Clock.systemUTC());
    }

    private static String host(WireMockServer server) {
        return "127.0.0.1:" + server.port();
    }

    private static String base(WireMockServer server) {
        return "http://" + host(server);
    }

    private List<String> leftOver() {
        try (Stream<Path> all = Files.walk(directory.resolve("work"))) {
            return all.map(it -> it.getFileName().toString())
                    .filter(it -> it.startsWith("image-"))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void assertFails(FailureReason reason, String words, ThrowingCallable pull) {
        assertThatThrownBy(pull)
                .isInstanceOfSatisfying(
                        ImagePullException.class, it -> assertThat(it.reason()).isEqualTo(reason))
                .hasMessageContaining(words)
                .hasMessageNotContaining("secret")
                .hasMessageNotContaining(BASIC);
    }
}
