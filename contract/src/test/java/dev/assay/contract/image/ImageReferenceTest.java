package dev.assay.contract.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ImageReferenceTest {
    private static final String DIGEST = "sha256:" + "0123456789abcdef".repeat(4);

    @ParameterizedTest
    @CsvSource(nullValues = "-", textBlock = """
            nginx,                              docker.io,                 library/nginx,  latest
            nginx:1.2,                          docker.io,                 library/nginx,  1.2
            a:b,                                docker.io,                 library/a,      b
            team/app,                           docker.io,                 team/app,       latest
            docker.io/nginx,                    docker.io,                 library/nginx,  latest
            index.docker.io/team/app,           docker.io,                 team/app,       latest
            localhost/a,                        localhost,                 a,              latest
            localhost:5000/a,                   localhost:5000,            a,              latest
            localhost:5000,                     docker.io,                 library/localhost, 5000
            host:5000/a/b:tag,                  host:5000,                 a/b,            tag
            Registry.Example.COM/a,             registry.example.com,      a,              latest
            127.0.0.1:65535/a/b/c/d:x,          127.0.0.1:65535,           a/b/c/d,        x
            [::1]/a,                            [::1],                     a,              latest
            [2001:db8::7]:5000/a/b:t,           [2001:db8::7]:5000,        a/b,            t
            registry.test/a__b/c-----d.e_f:_.-, registry.test,             a__b/c-----d.e_f, _.-
            xn--mnchen-3ya.example/a,           xn--mnchen-3ya.example,    a,              latest
            """)
    void shouldReadTags(String text, String registry, String repository, String tag) {
        assertThat(ImageReference.parse(text))
                .isEqualTo(new ImageReference(registry, repository, Optional.of(tag), Optional.empty()));
    }

    @Test
    void shouldReadTagAndDigest() {
        // When
        ImageReference reference = ImageReference.parse("host:5000/a/b:tag@" + DIGEST);

        // Then
        assertThat(reference.registry()).isEqualTo("host:5000");
        assertThat(reference.repository()).isEqualTo("a/b");
        assertThat(reference.tag()).contains("tag");
        assertThat(reference.digest()).contains(new ImageDigest(DIGEST));
        assertThat(reference).hasToString("host:5000/a/b:tag@" + DIGEST);
    }

    @Test
    void shouldNotAddATagToADigest() {
        assertThat(ImageReference.parse("app@" + DIGEST)).hasToString("docker.io/library/app@" + DIGEST);
    }

    @Test
    void shouldForgetTheTagWhenAskedForADigest() {
        assertThat(ImageReference.parse("r.test/app:1").at(new ImageDigest(DIGEST)))
                .hasToString("r.test/app@" + DIGEST);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "A",
                "Team/app",
                "r.test/App",
                "r.test/",
                "r.test/a/",
                "r.test//a",
                "/a",
                "a//b",
                "a/_b",
                "a..b",
                "a___b",
                "a:",
                "a:-x",
                "a: b",
                "a:b:c",
                "a@",
                "a@b",
                "a@sha256:12",
                "a@sha512:0123",
                "a@b@c",
                "@",
                ":",
                "http://r.test/a",
                "user:secret@r.test/a",
                "r..test/a",
                ".test/a",
                "r.test./a",
                "-r.test/a",
                "r_x.test/a",
                "r.test:/a",
                "r.test:0/a",
                "r.test:65536/a",
                "r.test:123456/a",
                "r.test:5000:5000/a",
                "::1/a",
                "[::1/a",
                "[]/a",
                "[:::]:1/a",
                "[1.2.3.4]/a",
                "[::1%eth0]/a",
                "[g::1]/a",
                "r.test/a\nb",
                "r.test/a\n",
                "r.test/a:1\n",
                "r.test/a\u0000",
                "r.test/ä",
                "r.test/a:１",
                "r.test/a?x=y",
                "r.test/../a",
                "r.test/a/../../b",
                "r.test\\a/b"
            })
    void shouldRefuseWhatIsNone(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ImageReference.parse(text))
                .satisfies(it -> assertThat(it.getMessage()).doesNotContain("\n"));
    }

    @Test
    void shouldRefuseABareDigest() {
        assertThatIllegalArgumentException().isThrownBy(() -> ImageReference.parse(DIGEST));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "a/", "a.", "a-", "a:", "@", "[", "[:", "_", "__", "a@sha256:", "A", "é", "\uD800"})
    void shouldRefuseHugeTextsAtOnce(String part) {
        for (int times : new int[] {300, 1_024, 1_000_000}) {
            String huge = part.repeat(times);
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> ImageReference.parse("r.test/" + huge + "!"))
                    .satisfies(it -> assertThat(it.getMessage()).hasSizeLessThan(200));
            assertThatIllegalArgumentException().isThrownBy(() -> ImageReference.parse(huge + "!"));
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> new ImageReference(huge + "!", "a", Optional.empty(), Optional.empty()));
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> new ImageReference("r.test", huge + "!", Optional.empty(), Optional.empty()));
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> new ImageReference("r.test", "a", Optional.of(huge + "!"), Optional.empty()));
        }
    }

    @Test
    void shouldTakeTheLongestRepository() {
        String longest = "a/".repeat(127) + "a";
        assertThat(ImageReference.parse("r.test/" + longest).repository()).isEqualTo(longest);
        assertThatIllegalArgumentException().isThrownBy(() -> ImageReference.parse("r.test/" + longest + "b"));
    }

    @Property
    void shouldReadWhatItPrints(@ForAll("references") ImageReference reference) {
        assertThat(ImageReference.parse(reference.toString())).isEqualTo(reference);
    }

    @Property
    void shouldReadOrRefuseAnyText(@ForAll("texts") String text) {
        try {
            ImageReference reference = ImageReference.parse(text);
            assertThat(ImageReference.parse(reference.toString())).isEqualTo(reference);
        } catch (IllegalArgumentException e) {
            assertThat(e).hasMessageStartingWith("not a");
        }
    }

    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.oneOf(
                Arbitraries.strings(),
                Arbitraries.strings().withChars("aZ0.:/@-_[]").ofMaxLength(30));
    }

    @Provide
    Arbitrary<ImageReference> references() {
        Arbitrary<String> registry =
                Arbitraries.of("docker.io", "localhost", "localhost:5000", "r.test", "[::1]:5000", "10.0.0.1:1");
        Arbitrary<String> component = Arbitraries.of("a", "a.b", "a__b", "a-b", "library", "0");
        Arbitrary<String> repository =
                component.list().ofMinSize(1).ofMaxSize(4).map(it -> String.join("/", it));
        Arbitrary<Optional<ImageDigest>> digest =
                Arbitraries.of(Optional.empty(), Optional.of(new ImageDigest(DIGEST)));
        Arbitrary<String> tag = Arbitraries.of("latest", "1", "_x", "v1.2-3");
        return Combinators.combine(registry, repository, tag, digest)
                .as((r, p, t, d) -> new ImageReference(r, p, Optional.of(t), d));
    }
}
